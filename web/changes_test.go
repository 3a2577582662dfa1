package web

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"
)

// replace edits a file of a content tree.
func replace(t *testing.T, files fstest.MapFS, name, old, new string) {
	t.Helper()
	data := string(files[name].Data)
	if !strings.Contains(data, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(data, old, new, 1))}
}

// changed is the built-in content a few months on: a number, a limit and a body's fee have changed, a fact has come.
func changed(t *testing.T) fstest.MapFS {
	t.Helper()
	files := tree(t)
	for _, name := range []string{"klarna/facts/it.yaml", "authorities/se.yaml"} {
		replace(t, files, name, `checked: "2026-11-21"`, `checked: "2027-02-10"`)
	}
	replace(t, files, "klarna/facts/it.yaml", `international: "+39 02 3792 1240",`, `international: "+39 02 3792 1240", history: [{value: "+390237921111", national: "02 3792 1111", sources: [numeri], from: "2026-11-21", until: "2027-01-08", why: changed}],`)
	replace(t, files, "klarna/facts/it.yaml", `return.pause: {value: P21D,`, `return.pause: {value: P21D, added: "2026-11-21", history: [{value: P10D, sources: [returns], from: "2026-11-21", until: "2026-12-01", why: corrected}, {value: P14D, sources: [returns], from: "2026-12-01", until: "2027-02-03", why: law}],`)
	replace(t, files, "klarna/facts/it.yaml", `phone.no_freephone: {`, `phone.no_freephone: {history: [{sources: [numeri], from: "2026-11-21", until: "2026-12-15", why: changed}], `)
	replace(t, files, "klarna/facts/it.yaml", `fee.possible: {`, `fee.possible: {added: "2027-02-03", `)
	replace(t, files, "authorities/se.yaml", `    cost:
      value: "150 SEK"
`, `    cost:
      value: "150 SEK"
      history: [{value: free, sources: [arn-before-old], from: "2026-11-21", until: "2027-02-01", why: law}]
`)
	return files
}

var later = &clock{time.Date(2027, 2, 11, 11, 0, 0, 0, time.UTC)}

// What changed is told on one page with what was before, what is now and why, and leads to the place.
func TestChangesPage(t *testing.T) {
	h := serve(t, changed(t), later, owner)
	d := parse(t, "/it/klarna/modifiche", get(h, "/it/klarna/modifiche").Body.String())
	for id, want := range map[string]string{
		"2027-01-08-phone.number":                  "Chiama, ma sappi che non è gratis: NumeroPrima02 3792 1111 Riferito, non confermato, fonti: 2Adesso02 3792 1240 Confermato, fonti: 1, 2",
		"2026-11-21-limits.return.pause":           "Adesso10 giorni Confermato, fonti: 4PerchéDato aggiunto.",
		"2026-12-01-limits.return.pause":           "Prima10 giorni Confermato, fonti: 4Adesso14 giorni Confermato, fonti: 4PerchéAvevamo sbagliato noi.",
		"2027-02-03-limits.return.pause":           "Prima14 giorni Confermato, fonti: 4Adesso21 giorni Confermato, fonti: 3, 4",
		"2027-02-03-statements.fee.possible":       "Dato aggiunto.",
		"2026-12-15-statements.phone.no_freephone": "PerchéOra la fonte dice altro. Riferito, non confermato, fonti: 2",
		"2027-02-01-arn.cost":                      "Primagratis Confermato, fonti: 7Adesso150 SEK Confermato, fonti: 5",
		"published":                                "La guida è online.",
		"published-fare-un-reso":                   "La pagina è online.",
	} {
		entry := byID(d, id)
		if entry == nil {
			t.Errorf("there is no entry %s", id)
		} else if got := textOf(entry); !strings.Contains(got, want) {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	for _, a := range d.all("a") {
		if strings.HasPrefix(attr(a, "href"), "tel:+390237921111") {
			t.Error("a former number can be called")
		}
	}
	if days := d.all("time"); len(days) != 6 || attr(days[0], "datetime") != "2027-02-03" {
		t.Errorf("%d days, the first %s", len(days), attr(days[0], "datetime"))
	}
	// the fee is shown by the same body in every country
	if byID(parse(t, "", get(h, "/nb/klarna/endringer").Body.String()), "2027-02-01-arn.cost") == nil {
		t.Error("a body's change is not told to readers in Norway")
	}
	if byID(parse(t, "", get(h, "/nb/klarna/endringer").Body.String()), "2027-01-08-phone.number") != nil {
		t.Error("the change of an Italian number is told to readers in Norway")
	}
}

func byID(d *document, id string) *html.Node {
	for _, n := range d.with("id") {
		if attr(n, "id") == id {
			return n
		}
	}
	return nil
}

// feedAt reads a feed as a feed reader would.
func feedAt(t *testing.T, body []byte) (f struct {
	Lang    string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string `xml:"http://www.w3.org/2005/Atom id"`
	Title   string `xml:"title"`
	Updated string `xml:"updated"`
	Author  string `xml:"author>name"`
	Links   []struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	} `xml:"link"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Link    struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Content string `xml:"content"`
	} `xml:"entry"`
}) {
	t.Helper()
	if err := xml.Unmarshal(body, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// Feeds keep to RFC 4287 where a schema cannot look: ids are unique, dates are in order, links lead to a
// place that exists. The schema itself is held against them in the browser suite.
func TestFeeds(t *testing.T) {
	h := serve(t, changed(t), later, owner)
	pages := crawl(t, h)
	feeds := 0
	for path, d := range pages {
		for _, n := range d.all("link") {
			if attr(n, "type") != "application/atom+xml" {
				continue
			}
			feeds++
			w := get(h, attr(n, "href"))
			if w.Code != 200 || w.Header().Get("Content-Type") != feedType || w.Header().Get("ETag") == "" {
				t.Errorf("%s names the feed %s, which answers %d %s", path, attr(n, "href"), w.Code, w.Header())
			}
			f := feedAt(t, w.Body.Bytes())
			if f.Links[0].Rel != "self" || f.Links[0].Href != testBase+attr(n, "href") || f.Title == "" || f.Author == "" || f.ID == "" || f.Lang != attr(d.all("html")[0], "lang") {
				t.Errorf("%s: %+v", attr(n, "href"), f.Links)
			}
			seen := map[string]bool{}
			last := f.Updated
			for _, e := range f.Entries {
				if seen[e.ID] || !strings.HasPrefix(e.ID, "tag:kontakto.example,2026:") {
					t.Errorf("%s: the id %s is not unique", attr(n, "href"), e.ID)
				}
				seen[e.ID] = true
				if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Updated > last {
					t.Errorf("%s: %s was updated %s, after the one before it", attr(n, "href"), e.ID, e.Updated)
				}
				last = e.Updated
				u, err := url.Parse(strings.TrimPrefix(e.Link.Href, testBase))
				if err != nil || pages[u.Path] == nil || u.Fragment != "" && byID(pages[u.Path], u.Fragment) == nil {
					t.Errorf("%s: %s leads to %s, which is no place", attr(n, "href"), e.ID, e.Link.Href)
				}
			}
		}
	}
	if feeds < 30 {
		t.Errorf("%d pages name a feed", feeds)
	}
	one := feedAt(t, get(h, "/it/klarna/changes.atom").Body.Bytes())
	all := feedAt(t, get(h, "/it/changes.atom").Body.Bytes())
	if len(one.Entries) != 9 || len(all.Entries) <= len(one.Entries) {
		t.Errorf("%d entries about one company, %d about all", len(one.Entries), len(all.Entries))
	}
	if e := one.Entries[0]; !strings.Contains(e.Content, "<p>Prima: 14\u00a0giorni (Confermato, fonti: klarna.com)</p><p>Adesso: 21\u00a0giorni (Confermato, fonti: klarna.com)</p>") {
		t.Errorf("the newest entry says %q", e.Content)
	}
	for _, target := range []string{"/sv/changes.atom", "/nb/nordea/changes.atom", "/changes.atom"} {
		if w := get(h, target); w.Code != 404 {
			t.Errorf("%s answers %d", target, w.Code)
		}
	}
}

// The API tells the history of each fact, in the terms of its schema.
func TestHistoryInTheAPI(t *testing.T) {
	h := serve(t, changed(t), later, owner)
	var answer apiGuide
	if err := json.Unmarshal(get(h, "/api/v1/guides/klarna/it").Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	for _, l := range answer.Limits {
		if l.ID == "return.pause" {
			if len(l.History) != 2 || l.History[1].Value != "P14D" || l.History[1].Until != "2027-02-03" || l.History[1].Why != "law" || len(l.History[1].Sources) != 1 {
				t.Errorf("the history is %+v", l.History)
			}
			return
		}
	}
	t.Error("the limit is not there")
}

// A page changes when a fact that it shows changes, and no other page does.
func TestLastModified(t *testing.T) {
	var set struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	files := tree(t)
	replace(t, files, "klarna/facts/it.yaml", "return.pause: {", `return.pause: {checked: "2026-11-28", added: "2026-11-25", `)
	if err := xml.Unmarshal(get(serve(t, files, later, owner), "/sitemap.xml").Body.Bytes(), &set); err != nil {
		t.Fatal(err)
	}
	for _, u := range set.URLs {
		want := "2026-11-21"
		switch strings.TrimPrefix(u.Loc, testBase) {
		case "/it/klarna", "/it/klarna/fare-un-reso", "/it/klarna/modifiche":
			want = "2026-11-28"
		}
		if u.LastMod != want {
			t.Errorf("%s was modified %s, want %s", u.Loc, u.LastMod, want)
		}
	}
}
