package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"kontakto/content"
)

// The twin of a guide says what the page says, and has no shortcode left.
func TestMarkdownTwin(t *testing.T) {
	h := builtin(t)
	for path, d := range crawl(t, h) {
		guide := len(d.with("data-channel")) > 0
		w := get(h, path+".md")
		if path == "/" {
			continue
		}
		if !guide {
			if w.Code != 404 {
				t.Errorf("%s.md answers %d", path, w.Code)
			}
			continue
		}
		text := w.Body.String()
		if w.Code != 200 || w.Header().Get("Content-Type") != markdownType || w.Header().Get("X-Robots-Tag") != "noindex" {
			t.Errorf("%s.md: %d %v", path, w.Code, w.Header())
		}
		if left := regexp.MustCompile(`\{[a-z#][^}]*\}|<[a-z]+`).FindString(text); left != "" {
			t.Errorf("%s.md still has %q", path, left)
		}
		for _, tag := range []string{"h1", "h2", "h3"} {
			for _, heading := range d.all(tag) {
				title := strings.TrimLeft(textOf(heading), "0123456789 ")
				if id := attr(heading, "id"); id != "disputes" && id != "rejected" && !strings.Contains(strings.Join(strings.Fields(text), " "), title) {
					t.Errorf("%s.md lacks the heading %q", path, title)
				}
			}
		}
		checkMarks(t, d, text)
		if same := get(h, path, "Accept", "text/markdown"); same.Body.String() != text {
			t.Errorf("%s differs by Accept and by .md", path)
		}
		if page := get(h, path, "Accept", "text/html,text/markdown;q=0.5"); !strings.Contains(page.Header().Get("Content-Type"), "html") || !strings.Contains(strings.Join(page.Header().Values("Vary"), ","), "Accept") {
			t.Errorf("%s: a browser gets %s", path, page.Header().Get("Content-Type"))
		}
	}
}

// checkMarks: page and twin cite the same sources under the same numbers, and as often.
func checkMarks(t *testing.T, d *document, text string) {
	t.Helper()
	var onPage, inTwin []string
	for _, a := range d.all("a") {
		if attr(a, "class") == "mark" {
			label := a.FirstChild
			sign := map[string]string{"official": "✓", "reported": "?"}[attr(a, "data-grade")]
			onPage = append(onPage, sign+" "+strings.TrimSpace(strings.TrimPrefix(textOf(a), textOf(label))))
		}
	}
	for _, m := range regexp.MustCompile(`\[([✓?] [0-9, –]+)\]`).FindAllStringSubmatch(text, -1) {
		inTwin = append(inTwin, m[1])
	}
	slices.Sort(onPage)
	slices.Sort(inTwin)
	if !slices.Equal(onPage, inTwin) {
		t.Errorf("%s has %d marks, its twin %d: %v, %v", d.path, len(onPage), len(inTwin), onPage, inTwin)
	}
	last := regexp.MustCompile(`\n([0-9]+)\. [^\n]*\n$`).FindStringSubmatch(text)
	for _, n := range d.with("class") {
		if attr(n, "class") == "sources" {
			if list := (&document{root: n}).all("li"); last == nil || strconv.Itoa(len(list)) != last[1] {
				t.Errorf("%s lists %d sources, its twin %v", d.path, len(list), last)
			}
		}
	}
}

func TestLLMs(t *testing.T) {
	h := builtin(t)
	text := get(h, "/llms.txt").Body.String()
	links := regexp.MustCompile(`\((https://[^)]*)\)`).FindAllStringSubmatch(text, -1)
	if len(links) < 15 {
		t.Fatalf("%d links", len(links))
	}
	for _, l := range links {
		if w := get(h, strings.TrimPrefix(l[1], testBase)); w.Code != 200 {
			t.Errorf("%s answers %d", l[1], w.Code)
		}
	}
}

func TestSecurityTxt(t *testing.T) {
	c := &clock{noon}
	h := serve(t, content.Files, c, owner)
	for _, days := range []int{0, 100, 1000} {
		c.now = noon.AddDate(0, 0, days)
		text := get(h, "/.well-known/security.txt").Body.String()
		m := regexp.MustCompile(`(?m)^Expires: (\S+)$`).FindStringSubmatch(text)
		if m == nil || !strings.Contains(text, "Contact: mailto:"+owner.Email) {
			t.Fatalf("security.txt is %q", text)
		}
		expires, err := time.Parse(time.RFC3339, m[1])
		if err != nil || expires.Before(c.now.AddDate(0, 0, 30)) || expires.After(c.now.AddDate(1, 0, 0)) {
			t.Errorf("on %s it expires on %s (%v)", c.now, expires, err)
		}
	}
	if w := get(serve(t, content.Files, c, Operator{}), "/.well-known/security.txt"); w.Code != 404 {
		t.Errorf("without an operator it answers %d", w.Code)
	}
}
