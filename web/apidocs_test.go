package web

import (
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kontakto/content"
)

// The page explains every field that the schema gives to guides, channels and facts, and no other.
func TestAPIDocsNameEveryField(t *testing.T) {
	var doc struct {
		Defs map[string]struct {
			Properties map[string]any `json:"properties"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(schema, &doc); err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, def := range []string{"guide", "channel", "fact"} {
		for name := range doc.Defs[def].Properties {
			want = append(want, name)
		}
	}
	for _, f := range apiFields {
		got = append(got, f.name)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("the page explains %v, the schema has %v", got, want)
	}
}

// The closed lists of the schema are those of the content.
func TestSchemaKnowsTheWords(t *testing.T) {
	var doc any
	if err := json.Unmarshal(schema, &doc); err != nil {
		t.Fatal(err)
	}
	lists := map[string]string{"grade": "grade", "kind": "channel", "purpose": "purpose", "status": "status", "sign_in": "sign_in", "verdict": "verdict", "caveat": "caveat", "why": "why", "role": "role", "takes_cases": "takes"}
	seen := map[string]bool{}
	var walk func(any)
	walk = func(v any) {
		m, ok := v.(map[string]any)
		if !ok {
			return
		}
		for name, child := range m {
			if def, ok := child.(map[string]any); ok && lists[name] != "" && def["enum"] != nil {
				seen[name] = true
				var words []string
				for _, w := range def["enum"].([]any) {
					words = append(words, w.(string))
				}
				if !slices.Equal(words, content.Words[lists[name]]) {
					t.Errorf("%s: the schema has %v, the content %v", name, words, content.Words[lists[name]])
				}
			}
			walk(child)
		}
	}
	walk(doc)
	if len(seen) != len(lists) {
		t.Errorf("of the closed lists the schema has only %v", seen)
	}
}

// What the page shows is a real answer, and the client that it offers works against the real API.
func TestAPIDocsExamples(t *testing.T) {
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{noon}
	server := httptest.NewServer(nil)
	defer server.Close()
	handler, err := New(Config{Library: lib, Locales: catalog(t), BaseURL: server.URL, Now: c.Now, Owner: owner, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = handler
	for _, lang := range lib.Languages() {
		path := sitePagePath(lib.Site[lang][content.APIPage])
		d := parse(t, path, get(handler, path).Body.String())
		blocks := d.all("code")
		example, client := blockOf(d, "example"), blockOf(d, "client")
		var answer apiGuide
		if err := json.Unmarshal([]byte(example), &answer); err != nil || answer.Lang != lang || len(answer.Channels) != 1 || len(answer.Limits) != 1 || len(answer.Ladder) != 1 {
			t.Errorf("%s shows %q (%v)", path, example, err)
		}
		if len(blocks) < len(apiFields) {
			t.Errorf("%s explains %d fields", path, len(blocks))
		}
		runClient(t, path, client, server.URL+"/"+lang+"/"+answer.Provider+" 2026-11-21")
	}
}

// blockOf returns the code under a heading.
func blockOf(d *document, id string) string {
	section := byID(d, id).Parent
	for n := range section.Descendants() {
		if n.Data == "pre" {
			return (&document{root: n}).all("code")[0].FirstChild.Data
		}
	}
	return ""
}

// runClient runs a script of the page, whose last line must be want. Without Node the test is left out,
// unless KONTAKTO_ORACLE=required says that it must run.
func runClient(t *testing.T, path, script, want string) {
	t.Helper()
	if _, err := exec.LookPath("node"); err != nil {
		if os.Getenv("KONTAKTO_ORACLE") == "required" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	file := filepath.Join(t.TempDir(), "client.mjs")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", file).CombinedOutput()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	if err != nil || lines[len(lines)-1] != want || len(lines) < len(content.Kinds()) {
		t.Errorf("%s: the client prints %s (%v), want %q at the end", path, out, err, want)
	}
	if lines := strings.Count(strings.TrimSpace(script), "\n") + 1; lines > 10 {
		t.Errorf("%s: the client has %d lines", path, lines)
	}
}
