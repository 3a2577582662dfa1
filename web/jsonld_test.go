package web

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/piprate/json-gold/ld"
	"golang.org/x/net/html"

	"kontakto/content"
	"kontakto/content/hours"
	"kontakto/locales"
	"kontakto/static"
)

// schemaOrg are terms of schema.org, written by .ci/oracle/schemaorg.mjs: for each type the types above it,
// and its own properties with the types of value that they take.
//
//go:embed testdata/schemaorg.json
var schemaOrg []byte

type termsOf struct {
	Above      []string            `json:"above"`
	Properties map[string][]string `json:"properties"`
}

// vocabulary is what a page's structured data are held against.
type vocabulary map[string]termsOf

func loadVocabulary(t *testing.T) vocabulary {
	t.Helper()
	v := vocabulary{}
	if err := json.Unmarshal(schemaOrg, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// takes returns the types of value that a property of a type takes.
func (v vocabulary) takes(name, property string) []string {
	for _, one := range append([]string{name}, v[name].Above...) {
		if values, ok := v[one].Properties[property]; ok {
			return values
		}
	}
	return nil
}

// LoadDocument stands in for the context that JSON-LD processors fetch from schema.org: every term is one
// of the vocabulary.
func (v vocabulary) LoadDocument(u string) (*ld.RemoteDocument, error) {
	if u != "https://schema.org" {
		return nil, fmt.Errorf("the context %q is not that of schema.org", u)
	}
	terms := map[string]any{"@vocab": "https://schema.org/"}
	return &ld.RemoteDocument{DocumentURL: u, Document: map[string]any{"@context": terms}}, nil
}

// structuredData returns the JSON-LD of a page.
func structuredData(t *testing.T, d *document) map[string]any {
	t.Helper()
	var found map[string]any
	for _, s := range d.all("script") {
		switch {
		case attr(s, "type") != "application/ld+json":
			if s.FirstChild.Data != static.Script {
				t.Errorf("%s has a script that is not the site's one: %q", d.path, s.FirstChild.Data)
			}
		case found != nil:
			t.Errorf("%s has structured data twice", d.path)
		default:
			if err := json.Unmarshal([]byte(s.FirstChild.Data), &found); err != nil {
				t.Errorf("%s: %v", d.path, err)
			}
		}
	}
	return found
}

// The structured data of every page parse as JSON-LD, use terms that exist in the way that they are meant,
// and say nothing that the page does not show.
func TestStructuredData(t *testing.T) {
	vocabulary := loadVocabulary(t)
	c := &clock{}
	files := tree(t)
	// a line whose hours are confirmed, which the built-in content has not
	replace(t, files, "klarna/facts/it.yaml", `{value: "Mo-Fr 09:00-17:00; PH off", sources: [numeri`, `{value: "Mo-Fr 09:00-17:00; PH off", sources: [credit-sheet, numeri`)
	h := serve(t, files, c, owner)
	for _, c.now = range []time.Time{noon, time.Date(2026, 12, 20, 12, 0, 0, 0, time.UTC), noon.AddDate(2, 0, 0)} {
		for path, d := range crawl(t, h) {
			data := structuredData(t, d)
			if path == "/" {
				continue
			}
			expanded, err := ld.NewJsonLdProcessor().Expand(data, &ld.JsonLdOptions{DocumentLoader: vocabulary, ProcessingMode: ld.JsonLd_1_1})
			if err != nil || len(expanded) < 4 {
				t.Errorf("%s: %d nodes, %v", path, len(expanded), err)
			}
			m := mirror{t: t, vocabulary: vocabulary, document: d, handler: h, now: c.now}
			m.ids(data)
			for _, node := range data["@graph"].([]any) {
				m.node(node.(map[string]any))
			}
		}
	}
}

// mirror holds structured data against the page on which they stand.
type mirror struct {
	t *testing.T
	vocabulary
	*document
	handler http.Handler
	now     time.Time
	known   []string // ids of nodes
	text    string
	words   *locales.Printer
}

func (m *mirror) ids(data map[string]any) {
	m.words = catalog(m.t).Printer(attr(m.all("html")[0], "lang"))
	m.text = textOf(m.all("body")[0])
	for _, node := range data["@graph"].([]any) {
		if id, ok := node.(map[string]any)["@id"].(string); ok {
			m.known = append(m.known, id)
		}
	}
}

func (m *mirror) node(node map[string]any) {
	kind, _ := node["@type"].(string)
	if kind == "" {
		if id, _ := node["@id"].(string); len(node) != 1 || !slices.Contains(m.known, id) {
			m.t.Errorf("%s: %v is neither a node nor a reference to one", m.path, node)
		}
		return
	}
	if _, ok := m.vocabulary[kind]; !ok {
		m.t.Errorf("%s: schema.org has no type %s among the terms that were written out", m.path, kind)
	}
	for property, value := range node {
		if strings.HasPrefix(property, "@") {
			continue
		}
		takes := m.takes(kind, property)
		if takes == nil {
			m.t.Errorf("%s: schema.org knows no %s of a %s", m.path, property, kind)
		}
		values, many := value.([]any)
		if !many {
			values = []any{value}
		}
		for _, one := range values {
			m.value(kind+"."+property, takes, one)
		}
	}
}

// value holds one value against the types that its property takes, and against the page.
func (m *mirror) value(name string, takes []string, value any) {
	switch v := value.(type) {
	case map[string]any:
		kind, _ := v["@type"].(string)
		if kind != "" && !slices.ContainsFunc(append(m.vocabulary[kind].Above, kind), func(k string) bool { return slices.Contains(takes, k) }) {
			m.t.Errorf("%s: %s takes %v, not a %s", m.path, name, takes, kind)
		}
		m.node(v)
	case float64:
		if !slices.Contains(takes, "Integer") && !slices.Contains(takes, "Number") {
			m.t.Errorf("%s: %s takes %v, not a number", m.path, name, takes)
		}
	case string:
		if !m.shows(name, takes, v) {
			m.t.Errorf("%s: %s is %q, which the page does not show", m.path, name, v)
		}
	default:
		m.t.Errorf("%s: %s is %v", m.path, name, value)
	}
}

// shows reports whether the page says what a value says, in the form that a reader sees.
func (m *mirror) shows(name string, takes []string, value string) bool {
	linked := func(href string) bool {
		return slices.ContainsFunc(m.all("a"), func(n *html.Node) bool { return attr(n, "href") == href })
	}
	switch {
	case name == "ContactPoint.telephone":
		return linked("tel:" + value)
	case name == "Answer.text":
		return strings.Contains(squeeze(withoutMarks(m.document)), squeeze(value))
	case strings.HasSuffix(name, ".inLanguage"):
		return value == m.words.Lang()
	case slices.Contains(takes, "Date"):
		day, err := hours.ParseDate(value)
		return err == nil && (strings.Contains(m.text, m.words.LongDate(day)) || strings.Contains(spaced(m.text), spaced(m.words.DayMonth(day))))
	case slices.Contains(takes, "Time"):
		at, err := time.Parse("15:04", value)
		return err == nil && (value == "00:00" || strings.Contains(m.text, m.words.Time(at)))
	case slices.Contains(takes, "DayOfWeek"):
		day := slices.Index([]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}, value)
		return day >= 0 && strings.Contains(m.text, m.words.Weekday(time.Weekday(day), "name"))
	case slices.Contains(takes, "URL") || strings.HasPrefix(value, testBase):
		if strings.HasPrefix(value, testBase) {
			return get(m.handler, strings.TrimPrefix(value, testBase)).Code == 200
		}
		return linked(value)
	}
	return slices.Contains(takes, "Text") && strings.Contains(spaced(m.text), spaced(value))
}

// spaced makes every run of white space one ordinary space.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// squeeze leaves out white space, which elements have between them and sentences have not.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// withoutMarks is the text of a page without the marks of its facts.
func withoutMarks(d *document) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if class := attr(n, "class"); class == "mark" || class == "dispute" || class == "overdue" || class == "spoken" {
			return
		}
		if n.FirstChild == nil {
			b.WriteString(n.Data)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(d.all("main")[0])
	return b.String()
}

// contactPoints returns the contact points in the structured data of a page.
func contactPoints(t *testing.T, d *document) []any {
	t.Helper()
	for _, node := range structuredData(t, d)["@graph"].([]any) {
		if about, ok := node.(map[string]any)["about"].(map[string]any); ok {
			points, _ := about["contactPoint"].([]any)
			return points
		}
	}
	return nil
}

// Hours reach the structured data only when they are confirmed, and then as the table shows them.
func TestHoursAvailable(t *testing.T) {
	files := tree(t)
	christmas := &clock{time.Date(2026, 12, 20, 12, 0, 0, 0, time.UTC)}
	d := parse(t, "", get(serve(t, files, christmas, owner), "/it/klarna").Body.String())
	points := contactPoints(t, d)
	if len(points) == 0 {
		t.Fatal("there are no contact points")
	}
	if point := points[0].(map[string]any); point["telephone"] != "+390237921240" || point["hoursAvailable"] != nil {
		t.Fatalf("with reported hours: %v", point)
	}
	replace(t, files, "klarna/facts/it.yaml", `{value: "Mo-Fr 09:00-17:00; PH off", sources: [numeri`, `{value: "Mo-Fr 09:00-17:00; PH off", sources: [credit-sheet, numeri`)
	d = parse(t, "", get(serve(t, files, christmas, owner), "/it/klarna").Body.String())
	text, err := json.Marshal(contactPoints(t, d)[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"closes":"17:00","dayOfWeek":["Monday"],"opens":"09:00"`,
		`"closes":"00:00","opens":"00:00","validFrom":"2026-12-25","validThrough":"2026-12-25"`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the contact point is %s, want %s in it", text, want)
		}
	}
}

// Page, API and structured data give the same numbers and addresses as confirmed.
func TestStructuredDataAndAPIAgree(t *testing.T) {
	c := &clock{}
	h := serve(t, content.Files, c, owner)
	var index apiIndex
	if err := json.Unmarshal(get(h, guidesPath).Body.Bytes(), &index); err != nil {
		t.Fatal(err)
	}
	confirmed := 0
	for _, c.now = range []time.Time{noon, noon.AddDate(1, 0, 0)} {
		for _, g := range index.Guides {
			var answer apiGuide
			if err := json.Unmarshal(get(h, strings.TrimPrefix(g.API, testBase)).Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			var fromAPI, fromPage []string
			for _, ch := range answer.Channels {
				if (ch.Kind == "phone" || ch.Kind == "merchant_phone" || ch.Kind == "email") && ch.Value != "" && ch.Grade == "official" && !ch.Overdue {
					fromAPI = append(fromAPI, ch.Value)
				}
			}
			for _, p := range contactPoints(t, parse(t, "", get(h, strings.TrimPrefix(g.URL, testBase)).Body.String())) {
				for _, key := range []string{"telephone", "email"} {
					if v, ok := p.(map[string]any)[key].(string); ok {
						fromPage = append(fromPage, v)
					}
				}
			}
			if !slices.Equal(fromAPI, fromPage) {
				t.Errorf("%s at %s: the API confirms %v, the structured data %v", g.URL, c.now, fromAPI, fromPage)
			}
			confirmed += len(fromAPI)
		}
	}
	if confirmed == 0 {
		t.Error("nothing is confirmed anywhere")
	}
}
