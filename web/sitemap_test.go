package web

import (
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kontakto/content"
)

// listing is an address of the sitemap.
type listing struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
	Links   []struct {
		Lang string `xml:"hreflang,attr"`
		Href string `xml:"href,attr"`
	} `xml:"http://www.w3.org/1999/xhtml link"`
}

func sitemapAt(t *testing.T, h http.Handler) []listing {
	t.Helper()
	var set struct {
		URLs []listing `xml:"url"`
	}
	if err := xml.Unmarshal(get(h, "/sitemap.xml").Body.Bytes(), &set); err != nil {
		t.Fatal(err)
	}
	return set.URLs
}

// walk holds the sitemap, the pages that links reach, their hreflang and their switchers against each
// other, and returns the pages.
func walk(t *testing.T, h http.Handler) map[string]*document {
	t.Helper()
	pages := crawl(t, h)
	listed := map[string]bool{}
	for _, u := range sitemapAt(t, h) {
		path := strings.TrimPrefix(u.Loc, testBase)
		if listed[path] {
			t.Errorf("%s is in the sitemap twice", path)
		}
		listed[path] = true
		d := pages[path]
		if d == nil {
			t.Errorf("%s is in the sitemap and nowhere linked", path)
			continue
		}
		if _, err := time.Parse(time.DateOnly, u.LastMod); err != nil {
			t.Errorf("%s: lastmod is %q", path, u.LastMod)
		}
		w := get(h, path)
		if w.Code != 200 || w.Header().Get("X-Robots-Tag") != "" || d.meta("robots") != "" {
			t.Errorf("%s is in the sitemap, answers %d and says %q %q to robots", path, w.Code, w.Header().Get("X-Robots-Tag"), d.meta("robots"))
		}
		if got := d.links("canonical")[""]; got != u.Loc {
			t.Errorf("%s is canonical to %q", path, got)
		}
		if n := len(d.all("input")) + len(d.all("form")); n > 0 {
			t.Errorf("%s takes input and can be indexed", path)
		}
		for _, l := range u.Links {
			if want := d.links("alternate")[l.Lang]; want != l.Href {
				t.Errorf("%s: the sitemap leads to %s, the page to %s", path, l.Href, want)
			}
		}
	}
	for path, d := range pages {
		if d.meta("robots") == "" && !listed[path] {
			t.Errorf("%s can be indexed and is not in the sitemap", path)
		}
		checkLinks(t, pages, d)
		checkAlternates(t, pages, d)
		checkResources(t, h, d)
	}
	return pages
}

// checkAlternates: hreflang is reciprocal, names the page itself and leads to pages that exist; the
// switcher offers exactly the same pages.
func checkAlternates(t *testing.T, pages map[string]*document, d *document) {
	t.Helper()
	alternates := d.links("alternate")
	if alternates["x-default"] != testBase+"/" {
		t.Errorf("%s: x-default is %q", d.path, alternates["x-default"])
	}
	delete(alternates, "x-default")
	lang := attr(d.all("html")[0], "lang")
	if d.path != "/" && alternates[lang] != testBase+d.path {
		t.Errorf("%s: hreflang of its own language is %q", d.path, alternates[lang])
	}
	for l, u := range alternates {
		twin := pages[strings.TrimPrefix(u, testBase)]
		if twin == nil {
			t.Errorf("%s: hreflang %s leads to %s, which is no page", d.path, l, u)
		} else if d.path != "/" && twin.links("alternate")[lang] != testBase+d.path {
			t.Errorf("%s: %s does not lead back", d.path, u)
		}
	}
	switcher := map[string]string{}
	for _, a := range d.with("hreflang") {
		if a.Data == "a" {
			switcher[attr(a, "hreflang")] = testBase + attr(a, "href")
		}
	}
	if !maps.Equal(switcher, alternates) && len(alternates) > 1 {
		t.Errorf("%s: the switcher leads to %v, hreflang to %v", d.path, switcher, alternates)
	}
}

// checkResources fetches what a page loads or names in its head.
func checkResources(t *testing.T, h http.Handler, d *document) {
	t.Helper()
	for _, n := range slices.Concat(d.all("link"), d.all("img"), d.all("use"), d.all("meta")) {
		target := attr(n, "href") + attr(n, "src")
		if attr(n, "property") == "og:image" {
			target = attr(n, "content")
		}
		target, _, _ = strings.Cut(strings.TrimPrefix(target, testBase), "#")
		if target == "" || attr(n, "hreflang") != "" {
			continue
		}
		if w := get(h, target); w.Code != 200 {
			t.Errorf("%s names %s, which answers %d", d.path, target, w.Code)
		}
	}
}

func TestSitemap(t *testing.T) {
	pages := walk(t, builtin(t))
	if len(pages) < 50 {
		t.Errorf("%d pages", len(pages))
	}
}

// Without an operator there is no imprint, and nothing leads to one.
func TestSitemapWithoutOperator(t *testing.T) {
	walk(t, serve(t, content.Files, &clock{noon}, Operator{}))
}

// mentions lists where a site speaks of an address: pages, and what machines read.
func mentions(t *testing.T, h http.Handler, address string) []string {
	t.Helper()
	var list []string
	targets := []string{"/sitemap.xml", "/llms.txt", guidesPath, guidesPath + "/klarna/nb", "/nb/changes.atom", "/fi/changes.atom"}
	for path := range walk(t, h) {
		targets = append(targets, path)
	}
	for _, target := range targets {
		body := get(h, target).Body.String()
		for _, end := range []string{`"`, "<", "#", "/", ".md", " ", ")"} {
			if strings.Contains(body, address+end) {
				list = append(list, target)
				break
			}
		}
	}
	return list
}

// A topic that is taken out in one language is gone from everywhere at once, and its address helps on.
func TestTopicLeavesALanguage(t *testing.T) {
	const old = "/nb/klarna/returnere-varer"
	files := tree(t)
	if h := serve(t, files, &clock{noon}, owner); len(mentions(t, h, old)) < 8 {
		t.Fatalf("%s is spoken of in %v", old, mentions(t, h, old))
	}
	delete(files, "klarna/nb/returnere-varer.md")
	unlink(files, "klarna/nb/guide.md", "topics.")
	h := serve(t, files, &clock{noon}, owner)
	if got := mentions(t, h, old); len(got) > 0 {
		t.Errorf("%s is still spoken of in %v", old, got)
	}
	w := get(h, old)
	if w.Code != 404 || !strings.Contains(w.Body.String(), `href="/nb/klarna"`) || !strings.Contains(w.Body.String(), `lang="nb"`) {
		t.Errorf("the old address answers %d", w.Code)
	}

	replace(t, files, "klarna/nb/guide.md", "\nreviewed:", "\nmoved_from: [\""+old+"\"]\nreviewed:")
	h = serve(t, files, &clock{noon}, owner)
	if w := get(h, old); w.Code != 301 || w.Header().Get("Location") != "/nb/klarna" {
		t.Errorf("the address that moved answers %d to %q", w.Code, w.Header().Get("Location"))
	}
}

// A guide that is taken out in one language takes its feed and its answer of the API with it.
func TestGuideLeavesALanguage(t *testing.T) {
	files := tree(t)
	maps.DeleteFunc(files, func(name string, _ *fstest.MapFile) bool { return strings.HasPrefix(name, "klarna/nb/") })
	h := serve(t, files, &clock{noon}, owner)
	if got := mentions(t, h, "/nb/klarna"); len(got) > 0 {
		t.Errorf("the guide is still spoken of in %v", got)
	}
	for _, target := range []string{"/nb/klarna", "/nb/klarna/returnere-varer", "/nb/klarna/endringer", "/nb/klarna/changes.atom", "/nb/klarna.md", "/api/v1/guides/klarna/nb"} {
		if w := get(h, target); w.Code != 404 {
			t.Errorf("%s answers %d", target, w.Code)
		}
	}
	if body := get(h, "/nb/klarna").Body.String(); !strings.Contains(body, `href="/nb/paypal"`) {
		t.Error("the old address does not lead to the guide that is left")
	}
	var index apiIndex
	if err := json.Unmarshal(get(h, guidesPath).Body.Bytes(), &index); err != nil {
		t.Fatal(err)
	}
	if slices.ContainsFunc(index.Guides, func(e apiEntry) bool { return e.Provider == "klarna" && e.Lang == "nb" }) {
		t.Error("the API still lists the guide")
	}
}

// unlink turns the links of a page to some facts into the text that they stood on.
func unlink(files fstest.MapFS, name, path string) {
	text := string(files[name].Data)
	for {
		at := strings.Index(text, "]({"+path)
		if at < 0 {
			break
		}
		open := strings.LastIndex(text[:at], "[")
		end := at + strings.Index(text[at:], ")") + 1
		text = text[:open] + text[open+1:at] + text[end:]
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
}

// Addresses that moved must be addresses of the language, free, and named once.
func TestMovedFaults(t *testing.T) {
	for _, c := range []struct{ from, want string }{
		{`"/fi/klarna/palautus"`, "is not the path of a page in this language"},
		{`"nb/gammel"`, "is not the path"},
		{`"/nb/Gammel/"`, "is not the path"},
		{`"/nb/paypal"`, "is the address of a page"},
		{`"/nb/gammel", "/nb/gammel"`, "leads to /nb/klarna already"},
	} {
		files := tree(t)
		replace(t, files, "klarna/nb/guide.md", "\nreviewed:", "\nmoved_from: ["+c.from+"]\nreviewed:")
		if err := newError(t, files); err == nil || !strings.Contains(err.Error(), "klarna/nb/guide.md:7: moved_from: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("moved_from %s: %v, want %q", c.from, err, c.want)
		}
	}
	files := tree(t)
	files["klarna/nb/endringer.md"] = files["klarna/nb/returnere-varer.md"]
	delete(files, "klarna/nb/returnere-varer.md")
	if err := newError(t, files); err == nil || !strings.Contains(err.Error(), "the address /nb/klarna/endringer is that of") {
		t.Errorf("a topic on the address of the changes: %v", err)
	}
}

// newError is the error with which a site refuses a content tree.
func newError(t *testing.T, fsys fs.FS) error {
	t.Helper()
	lib, err := content.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	_, err = New(Config{Library: lib, Locales: catalog(t), BaseURL: testBase, Now: (&clock{noon}).Now})
	return err
}
