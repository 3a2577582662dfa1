package web

import (
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kontakto/content"
	"kontakto/locales"
	"kontakto/static"
)

const testBase = "https://kontakto.example"

// noon is an ordinary Monday on which every fact is fresh.
var noon = time.Date(2026, 11, 23, 11, 0, 0, 0, time.UTC)

// clock is a clock that a test sets.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// serve makes the site from a content tree on a clock.
func serve(t testing.TB, fsys fs.FS, c *clock, owner Operator) http.Handler {
	t.Helper()
	lib, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	h, err := New(Config{Library: lib, Locales: catalog(t), BaseURL: testBase, Now: c.Now, Owner: owner, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func catalog(t testing.TB) *locales.Catalog {
	t.Helper()
	c, err := locales.Load(locales.Files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var owner = Operator{Name: "Foreningen Kontakto", Address: "Storgata\nOslo", Email: "hjelp@kontakto.example"}

// site is the built-in content at noon, run by somebody.
func builtin(t testing.TB) http.Handler {
	return serve(t, content.Files, &clock{noon}, owner)
}

// ask sends one request; headers are pairs of name and value.
func ask(h http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(h http.Handler, target string, headers ...string) *httptest.ResponseRecorder {
	return ask(h, http.MethodGet, target, headers...)
}

// tree copies the built-in content so that a test can change it.
func tree(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(content.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := content.Files.ReadFile(name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestRequests(t *testing.T) {
	h := builtin(t)
	for _, c := range []struct {
		method, target string
		headers        []string
		status         int
		header, value  string // a header of the answer that must contain value
		body           string // what the body must contain
	}{
		{"GET", "/", nil, 200, "Vary", "Accept-Language", "Suomi"},
		{"GET", "/", []string{"Accept-Language", "fi"}, 302, "Location", "/fi", ""},
		{"GET", "/", []string{"Accept-Language", "no"}, 302, "Location", "/nb", ""},
		{"GET", "/", []string{"Accept-Language", "en-US,en;q=0.9"}, 200, "", "", "Nederlands"},
		{"GET", "/", []string{"Accept-Language", "sv"}, 200, "", "", "Italiano"},
		{"GET", "/nb", []string{"Accept-Language", "fi"}, 200, "Content-Language", "", `lang="nb"`},
		{"GET", "/it/klarna", nil, 200, "Content-Type", "text/html; charset=utf-8", "tel:+390237921240"},
		{"GET", "/it/klarna/", nil, 301, "Location", "/it/klarna", ""},
		{"GET", "/IT/Klarna", nil, 301, "Location", "/it/klarna", ""},
		{"GET", "/it//klarna?x=1", nil, 301, "Location", "/it/klarna?x=1", ""},
		{"GET", "//evil.example/", nil, 301, "Location", "/evil.example", ""},
		{"GET", "/fr/../nb/klarna", nil, 301, "Location", "/nb/klarna", ""},
		{"GET", "/nb/nordea", nil, 404, "Cache-Control", "no-store", `lang="nb"`},
		{"GET", "/nb/paypal/finnes-ikke", nil, 404, "", "", `href="/nb/paypal"`},
		{"GET", "/it/paypal/apne-tvist-i-tide", nil, 404, "", "", `lang="it"`},
		{"GET", "/sv/klarna", nil, 404, "", "", "Norsk"},
		{"GET", "/x%2fy", nil, 404, "", "", ""},
		{"POST", "/nb/klarna", nil, 405, "Allow", "GET", `lang="nb"`},
		{"DELETE", "/", nil, 405, "Allow", "GET", ""},
		{"HEAD", "/nb/klarna", nil, 200, "ETag", `"`, ""},
		{"HEAD", "/nb/nordea", nil, 404, "", "", ""},
		{"GET", "/static/site.0000000000.css", nil, 404, "", "", ""},
		{"GET", "/robots.txt", nil, 200, "Content-Type", "text/plain", "Sitemap: " + testBase + "/sitemap.xml"},
		{"GET", "/sitemap.xml", nil, 200, "Content-Type", "application/xml", testBase + "/fi/paypal"},
		{"GET", "/favicon.ico", nil, 200, "Content-Type", "image/vnd.microsoft.icon", "PNG"},
		{"GET", "/manifest.webmanifest", nil, 200, "Content-Type", "application/manifest+json", `"start_url":"/"`},
		{"GET", "/healthz", nil, 200, "Cache-Control", "no-store", "ok"},
		{"GET", "/readyz", nil, 200, "Cache-Control", "no-store", "ok"},
	} {
		w := ask(h, c.method, c.target, c.headers...)
		if w.Code != c.status {
			t.Errorf("%s %s: %d, want %d", c.method, c.target, w.Code, c.status)
		}
		if c.header != "" && !strings.Contains(strings.Join(w.Header().Values(c.header), ", "), c.value) {
			t.Errorf("%s %s: %s is %q, want %q", c.method, c.target, c.header, w.Header().Values(c.header), c.value)
		}
		if !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s %s: the body lacks %q", c.method, c.target, c.body)
		}
	}
}

func TestSecurityHeaders(t *testing.T) {
	h := builtin(t)
	for _, target := range []string{"/", "/nb/klarna", "/nb/nordea", "/IT", "/robots.txt"} {
		header := get(h, target).Header()
		if csp := header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, static.ScriptHash()) || !strings.Contains(csp, "manifest-src 'self'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: Content-Security-Policy is %q", target, csp)
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"} {
			if header.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", target, name, header.Get(name), want)
			}
		}
		if header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", target)
		}
	}
}

func TestRequestIDIsTheSitesOwn(t *testing.T) {
	w := get(builtin(t), "/nb", "X-Request-Id", "<script>")
	if id := w.Header().Get("X-Request-Id"); id == "" || strings.Contains(id, "script") {
		t.Errorf("X-Request-Id is %q", id)
	}
}

func TestPagesAreKeptNoLongerThanTheyHold(t *testing.T) {
	c := &clock{time.Date(2026, 11, 23, 15, 59, 0, 0, time.UTC)} // a minute before 17:00 in Rome
	h := serve(t, content.Files, c, owner)
	open := get(h, "/it/klarna")
	if got := open.Header().Get("Cache-Control"); got != "public, max-age=60" {
		t.Errorf("a minute before closing: Cache-Control is %q", got)
	}
	c.now = c.now.Add(time.Minute)
	closed := get(h, "/it/klarna")
	if open.Body.String() == closed.Body.String() {
		t.Error("the page says the same after closing time")
	}
	if got := closed.Header().Get("Cache-Control"); got != "public, max-age=300" {
		t.Errorf("after closing: Cache-Control is %q", got)
	}
}

func TestConditionalRequests(t *testing.T) {
	h := builtin(t)
	for _, encoding := range []string{"", "gzip", "br", "gzip;q=0.5, br;q=0.1", "br;q=0, gzip;q=0", "*"} {
		first := get(h, "/nb/klarna", "Accept-Encoding", encoding)
		etag := first.Header().Get("ETag")
		if etag == "" || first.Code != 200 {
			t.Fatalf("%q: %d with ETag %q", encoding, first.Code, etag)
		}
		again := get(h, "/nb/klarna", "Accept-Encoding", encoding, "If-None-Match", `"other", W/`+etag)
		if again.Code != 304 || again.Body.Len() != 0 {
			t.Errorf("%q: %d with %d bytes for the same ETag", encoding, again.Code, again.Body.Len())
		}
		want := map[string]string{"": "", "gzip": "gzip", "br": "br", "gzip;q=0.5, br;q=0.1": "gzip", "br;q=0, gzip;q=0": "", "*": "br"}[encoding]
		if got := first.Header().Get("Content-Encoding"); got != want {
			t.Errorf("Accept-Encoding %q is answered with %q, want %q", encoding, got, want)
		}
	}
	plain, br := get(h, "/nb/klarna").Header().Get("ETag"), get(h, "/nb/klarna", "Accept-Encoding", "br").Header().Get("ETag")
	if plain == br {
		t.Error("two encodings share a strong ETag")
	}
}

func TestImprintNeedsAnOperator(t *testing.T) {
	h := serve(t, content.Files, &clock{noon}, Operator{})
	if w := get(h, "/nb/ansvarlig"); w.Code != 404 {
		t.Errorf("without an operator the imprint answers %d", w.Code)
	}
	if strings.Contains(get(h, "/nb").Body.String(), "/nb/ansvarlig") {
		t.Error("without an operator the imprint is linked")
	}
	if w := get(builtin(t), "/nb/ansvarlig"); w.Code != 200 || !strings.Contains(w.Body.String(), owner.Name) || !strings.Contains(w.Body.String(), "mailto:"+owner.Email) {
		t.Errorf("with an operator the imprint answers %d", w.Code)
	}
}

func TestBadBaseURL(t *testing.T) {
	for _, base := range []string{"", "kontakto.example", "https://", "https://kontakto.example/help"} {
		if _, err := New(Config{BaseURL: base}); err == nil {
			t.Errorf("the base URL %q is taken", base)
		}
	}
}
