package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"kontakto/content"
)

// document is a parsed page.
type document struct {
	path string
	root *html.Node
}

func parse(t testing.TB, path, body string) *document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return &document{path, root}
}

// all returns the elements with a tag, in order.
func (d *document) all(tag string) []*html.Node {
	var list []*html.Node
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			list = append(list, n)
		}
	}
	return list
}

// with returns the elements that have an attribute.
func (d *document) with(name string) []*html.Node {
	var list []*html.Node
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && attr(n, name) != "" {
			list = append(list, n)
		}
	}
	return list
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// meta returns the content of a meta element.
func (d *document) meta(name string) string {
	for _, n := range d.all("meta") {
		if attr(n, "name") == name {
			return attr(n, "content")
		}
	}
	return ""
}

// links returns the rel and hreflang of link elements with their addresses.
func (d *document) links(rel string) map[string]string {
	list := map[string]string{}
	for _, n := range d.all("link") {
		if attr(n, "rel") == rel && attr(n, "type") == "" {
			list[attr(n, "hreflang")] = attr(n, "href")
		}
	}
	return list
}

// crawl fetches every page that can be reached from the root.
func crawl(t testing.TB, h http.Handler) map[string]*document {
	t.Helper()
	pages := map[string]*document{}
	queue := []string{"/"}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		if pages[path] != nil {
			continue
		}
		w := get(h, path)
		if w.Code != http.StatusOK {
			t.Fatalf("%s is linked and answers %d", path, w.Code)
		}
		if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			continue
		}
		d := parse(t, path, w.Body.String())
		pages[path] = d
		for _, a := range d.all("a") {
			if u, err := url.Parse(attr(a, "href")); err == nil && u.Host == "" && u.Scheme == "" && u.Path != "" {
				queue = append(queue, u.Path)
			}
		}
	}
	return pages
}

func TestCrawl(t *testing.T) {
	h := builtin(t)
	pages := crawl(t, h)
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	guides := 0
	for _, p := range lib.Providers {
		for lang := range p.Guides {
			guides++
			if pages["/"+lang+"/"+p.ID] == nil {
				t.Errorf("the guide /%s/%s cannot be reached", lang, p.ID)
			}
		}
	}
	if guides < 10 {
		t.Errorf("%d guides, want at least 10", guides)
	}
	titles, descriptions := map[string]string{}, map[string]string{}
	for path, d := range pages {
		checkIDs(t, d)
		if n := len(d.all("h1")); n != 1 {
			t.Errorf("%s has %d h1", path, n)
		}
		title := textOf(d.all("title")[0])
		if other, ok := titles[title]; ok {
			t.Errorf("%s and %s share the title %q", path, other, title)
		}
		titles[title] = path
		description := d.meta("description")
		if other, ok := descriptions[description]; ok {
			t.Errorf("%s and %s share a description", path, other)
		}
		descriptions[description] = path
		if n := utf8.RuneCountInString(description); path != "/" && (n < 120 || n > 155) {
			t.Errorf("%s: the description has %d characters: %q", path, n, description)
		}
		if path != "/" && (utf8.RuneCountInString(title) > 60 || title == "") {
			t.Errorf("%s: the title %q is empty or too long", path, title)
		}
	}
}

// checkLinks follows every link within the site to its page and its place there.
func checkLinks(t *testing.T, pages map[string]*document, d *document) {
	t.Helper()
	for _, a := range d.all("a") {
		href := attr(a, "href")
		if len(a.Attr) == 0 {
			continue // a link to what this site does not have is text
		}
		u, err := url.Parse(href)
		if err != nil || href == "" {
			t.Errorf("%s links to %q", d.path, href)
			continue
		}
		if strings.HasPrefix(href, "about:invalid") {
			t.Errorf("%s has a link that was refused: %s", d.path, href)
		}
		if u.Scheme != "" || u.Host != "" {
			continue
		}
		target := d
		if u.Path != "" {
			target = pages[u.Path]
		}
		if u.Fragment != "" && target == nil {
			t.Errorf("%s links to %s, which is no page", d.path, href)
		} else if u.Fragment != "" && !slices.ContainsFunc(target.with("id"), func(n *html.Node) bool { return attr(n, "id") == u.Fragment }) {
			t.Errorf("%s links to %s, which has no such place", d.path, href)
		}
		if textOf(a) == "" && attr(a, "aria-label") == "" {
			t.Errorf("%s: the link to %s says nothing", d.path, href)
		}
	}
}

func checkIDs(t *testing.T, d *document) {
	t.Helper()
	seen := map[string]bool{}
	for _, n := range d.with("id") {
		id := attr(n, "id")
		if seen[id] {
			t.Errorf("%s has the id %q twice", d.path, id)
		}
		seen[id] = true
	}
	for _, n := range d.with("aria-labelledby") {
		if !seen[attr(n, "aria-labelledby")] {
			t.Errorf("%s: nothing has the id %q", d.path, attr(n, "aria-labelledby"))
		}
	}
}

// Every channel stands in one element with the attributes that others rely on.
func TestChannelAttributes(t *testing.T) {
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	h := builtin(t)
	for _, p := range lib.Providers {
		for lang, g := range p.Guides {
			path := "/" + lang + "/" + p.ID
			d := parse(t, path, get(h, path).Body.String())
			elements := d.with("data-channel")
			if len(elements) != len(g.Country.Channels) {
				t.Errorf("%s shows %d channels, the facts have %d", path, len(elements), len(g.Country.Channels))
				continue
			}
			for i, ch := range g.Country.Channels {
				e := elements[i]
				if attr(e, "data-channel") != string(ch.Kind) {
					t.Errorf("%s: channel %d is %s, the facts have %s", path, i, attr(e, "data-channel"), ch.Kind)
				}
				if !slices.Contains([]string{"official", "reported", "unknown"}, attr(e, "data-grade")) {
					t.Errorf("%s: %s is graded %q", path, ch.ID(), attr(e, "data-grade"))
				}
				if open := attr(e, "data-open"); (ch.Hours != nil) != (open != "") {
					t.Errorf("%s: %s has data-open %q", path, ch.ID(), open)
				}
			}
		}
	}
}
