package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

const indexNowKey = "0123456789abcdef"

// posted is what a search engine gets.
type posted struct {
	Host        string   `json:"host"`
	Key         string   `json:"key"`
	KeyLocation string   `json:"keyLocation"`
	URLs        []string `json:"urlList"`
}

func TestIndexNow(t *testing.T) {
	dir := write(t)
	facts := filepath.Join(dir, "klarna/facts/it.yaml")
	edit(t, facts, `checked: "2026-11-21"`, `checked: "2027-02-10"`)
	edit(t, facts, "return.pause: {", `return.pause: {added: "2027-02-03", `)
	site, stop := start(t, "-content", dir, "-indexnow-key", indexNowKey)

	var got []posted
	status := http.StatusAccepted
	engine := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var p posted
		if err := json.NewDecoder(r.Body).Decode(&p); err != nil || r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
			t.Errorf("%s %s: %v", r.Method, r.Header.Get("Content-Type"), err)
		}
		got = append(got, p)
		w.WriteHeader(status)
	}))
	defer engine.Close()
	post := func(since string) (string, error) {
		var out bytes.Buffer
		err := run(t.Context(), []string{"indexnow", "-since", since, "-base-url", site, "-content", dir, "-indexnow-endpoint", engine.URL}, environment("KONTAKTO_INDEXNOW_KEY", indexNowKey), &out, &out)
		return out.String(), err
	}

	out, err := post("2027-02-03")
	if err != nil || len(got) != 1 || !strings.HasPrefix(out, "3 addresses") {
		t.Fatalf("%d requests, %q, %v", len(got), out, err)
	}
	p := got[0]
	if want := site + "/it/klarna " + site + "/it/klarna/fare-un-reso " + site + "/it/klarna/modifiche"; strings.Join(p.URLs, " ") != want {
		t.Errorf("posted %v, want %s", p.URLs, want)
	}
	if "http://"+p.Host != site || p.Key != indexNowKey || fetch(t, p.KeyLocation) != indexNowKey {
		t.Errorf("posted %+v, and the key's address answers %q", p, fetch(t, p.KeyLocation))
	}
	for _, u := range p.URLs {
		if !strings.Contains(fetch(t, u), "<h1>") {
			t.Errorf("%s is no page", u)
		}
	}

	if out, err := post("2027-02-04"); err != nil || len(got) != 1 || !strings.HasPrefix(out, "0 addresses") {
		t.Errorf("with nothing to tell: %d requests, %q, %v", len(got), out, err)
	}
	for code, want := range map[int]string{403: "start the site with -indexnow-key", 422: "check -base-url", 429: "wait", 500: "500"} {
		status = code
		if _, err := post("2027-02-03"); exitCode(err) != 1 || !strings.Contains(err.Error(), want) {
			t.Errorf("%d: %v, want %q", code, err, want)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}
