package web

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"kontakto/content"
)

// schemaOf compiles the schema that the API itself answers with.
func schemaOf(t *testing.T, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every answer of the API fits its schema, now and when facts are overdue.
func TestAPIFitsItsSchema(t *testing.T) {
	c := &clock{noon}
	h := serve(t, content.Files, c, owner)
	schema := schemaOf(t, get(h, schemaPath).Body.Bytes())
	var index apiIndex
	if err := json.Unmarshal(get(h, guidesPath).Body.Bytes(), &index); err != nil {
		t.Fatal(err)
	}
	if len(index.Guides) < 10 {
		t.Fatalf("%d guides", len(index.Guides))
	}
	paths := []string{guidesPath}
	for _, g := range index.Guides {
		paths = append(paths, strings.TrimPrefix(g.API, testBase))
	}
	for _, days := range []int{0, 32, 400} {
		c.now = noon.AddDate(0, 0, days)
		for _, path := range paths {
			w := get(h, path)
			if w.Code != 200 || w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("ETag") == "" || !strings.Contains(w.Header().Get("Link"), schemaPath) {
				t.Fatalf("%s: %d %v", path, w.Code, w.Header())
			}
			value, err := jsonschema.UnmarshalJSON(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if err := schema.Validate(map[string]any{"guides": []any{map[string]any{"provider": 1}}}); err == nil {
		t.Error("the schema lets anything pass")
	}
}

// Page and API say the same of every channel: grade, state and, where there is one, the number.
func TestPageAndAPIAgree(t *testing.T) {
	c := &clock{}
	h := serve(t, content.Files, c, owner)
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	for _, now := range []time.Time{noon, noon.Add(8 * time.Hour), time.Date(2026, 12, 25, 12, 0, 0, 0, time.UTC), noon.AddDate(1, 0, 0)} {
		c.now = now
		for _, p := range lib.Providers {
			for lang, g := range p.Guides {
				var answer apiGuide
				if err := json.Unmarshal(get(h, apiPath(g)).Body.Bytes(), &answer); err != nil {
					t.Fatal(err)
				}
				page := parse(t, guidePath(g), get(h, guidePath(g)).Body.String())
				for i, e := range page.with("data-channel") {
					ch := answer.Channels[i]
					if ch.Kind != attr(e, "data-channel") {
						t.Fatalf("%s %s: channel %d is %s on the page and %s in the API", p.ID, lang, i, attr(e, "data-channel"), ch.Kind)
					}
					state := ""
					if ch.Hours != nil {
						state = ch.Hours.State
					}
					if attr(e, "data-open") != state {
						t.Errorf("%s %s at %s: %s is %q on the page and %q in the API", p.ID, lang, now, ch.Kind, attr(e, "data-open"), state)
					}
					if ch.Display != "" && !strings.Contains(textOf(e), ch.Display) {
						t.Errorf("%s %s: the page does not show %s", p.ID, lang, ch.Display)
					}
					if ch.Value != "" && ch.Grade == "official" && !ch.Overdue && ch.Kind == "phone" {
						card := &document{root: e}
						called := false
						for _, a := range card.all("a") {
							called = called || attr(a, "href") == "tel:"+ch.Value
						}
						if !called {
							t.Errorf("%s %s: %s is confirmed in the API and cannot be called on the page", p.ID, lang, ch.Value)
						}
					}
				}
			}
		}
	}
}

func TestAPIErrors(t *testing.T) {
	h := builtin(t)
	for _, target := range []string{"/api/v1/guides/klarna/sv", "/api/v1/guides/nordea/nb", "/api/v2/guides", "/api/v1"} {
		w := get(h, target)
		var p apiProblem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != 404 || p.Status != 404 || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
			t.Errorf("%s: %d %s %s", target, w.Code, w.Header().Get("Content-Type"), w.Body)
		}
	}
	if w := ask(h, "POST", guidesPath); w.Code != 405 || !slices.Contains(w.Header().Values("Allow"), "OPTIONS, GET") && w.Header().Get("Allow") == "" {
		t.Errorf("POST: %d %v", w.Code, w.Header())
	}
}
