package web

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kontakto/content"
)

// A call link exists only for a number that is official and not overdue, on every page and at every
// time; of the providers' own lines that is true of Klarna's and PayPal's in Italy.
func TestCallLinks(t *testing.T) {
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		number   *content.Number
		provider string
	}
	numbers := map[string]line{}
	for _, p := range lib.Providers {
		for _, c := range p.Countries {
			for _, ch := range c.Channels {
				if ch.Number != nil && ch.Number.Value != nil {
					numbers[string(*ch.Number.Value)] = line{ch.Number, p.ID + " " + c.Code}
				}
			}
		}
	}
	for _, b := range lib.Bodies {
		if b.Phone != nil && b.Phone.Value != nil {
			numbers[string(*b.Phone.Value)] = line{number: b.Phone}
		}
	}
	c := &clock{noon}
	h := serve(t, content.Files, c, owner)
	paths := slices.Sorted(maps.Keys(crawl(t, h)))
	own := map[string]bool{}
	links := 0
	for _, days := range []int{0, 1, 30, 80, 87, 88, 89, 90, 91, 120, 200, 400, 2000} {
		c.now = noon.AddDate(0, 0, days)
		today := content.Date{Year: c.now.Year(), Month: c.now.Month(), Day: c.now.Day()}
		for _, path := range paths {
			d := parse(t, path, get(h, path).Body.String())
			for _, a := range d.all("a") {
				href := attr(a, "href")
				if email, ok := strings.CutPrefix(href, "mailto:"); ok && email != owner.Email && days >= 90 {
					t.Errorf("%s after %d days still links to %s", path, days, href)
				}
				value, ok := strings.CutPrefix(href, "tel:")
				if !ok {
					continue
				}
				links++
				n := numbers[value]
				if n.number == nil || !n.number.Confirmed(today) {
					t.Errorf("%s after %d days links to %s, which is not confirmed", path, days, href)
				} else if n.provider != "" {
					own[n.provider] = true
				}
			}
		}
	}
	if links == 0 {
		t.Error("no page links to any number")
	}
	if got := slices.Sorted(maps.Keys(own)); !slices.Equal(got, []string{"klarna IT", "paypal IT"}) {
		t.Errorf("providers' own lines with a call link: %v", got)
	}
}

// A reported number is shown as text, with the warning and the provider's own page to check it on.
func TestReportedNumberIsText(t *testing.T) {
	body := get(builtin(t), "/fr/klarna").Body.String()
	d := parse(t, "/fr/klarna", body)
	for _, e := range d.with("data-channel") {
		if attr(e, "data-channel") != "phone" {
			continue
		}
		if attr(e, "data-grade") != "reported" || !strings.Contains(textOf(e), "01 73 28 81 88") {
			t.Errorf("the card says %q, graded %s", textOf(e), attr(e, "data-grade"))
		}
		card := &document{root: e}
		check := false
		for _, a := range card.all("a") {
			check = check || strings.HasPrefix(attr(a, "href"), "https://www.klarna.com/fr/")
		}
		if !check {
			t.Error("the card names no page of Klarna to check the number on")
		}
	}
}

// Rejected numbers are never printed.
func TestRejectedNumbersAreNotPrinted(t *testing.T) {
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	digits := regexp.MustCompile(`[^0-9]`)
	h := builtin(t)
	for _, p := range lib.Providers {
		for lang, g := range p.Guides {
			text := digits.ReplaceAllString(textOf(parse(t, "", get(h, "/"+lang+"/"+p.ID).Body.String()).root), "")
			for _, ch := range g.Country.Channels {
				for _, r := range ch.Rejected {
					if n := digits.ReplaceAllString(r.Value, ""); len(n) > 6 && strings.Contains(text, n) {
						t.Errorf("/%s/%s prints the rejected %s", lang, p.ID, r.Value)
					}
				}
			}
		}
	}
}

// Changing one fact changes every page that shows it, in every language that shows it.
func TestOneFactOnEveryPage(t *testing.T) {
	before := crawl(t, builtin(t))
	files := tree(t)
	provider := string(files["paypal/provider.yaml"].Data)
	const old = "{value: P180D, from: payment"
	if !strings.Contains(provider, old) {
		t.Fatalf("paypal/provider.yaml has no %q", old)
	}
	shows := func(pages map[string]*document, days string) map[string]bool {
		langs := map[string]bool{}
		for path, d := range pages {
			if regexp.MustCompile(`\b`+days+`[  ]`).MatchString(textOf(d.root)) && strings.Contains(path, "paypal") {
				langs[path] = true
			}
		}
		return langs
	}
	for name := range files {
		if strings.HasPrefix(name, "paypal/") && strings.HasSuffix(name, ".yaml") {
			files[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(files[name].Data), "value: P180D", "value: P181D"))}
		}
	}
	after := crawl(t, serve(t, files, &clock{noon}, owner))
	was, is := shows(before, "180"), shows(after, "181")
	if len(was) < 5 {
		t.Fatalf("only %d pages show the fact", len(was))
	}
	for path := range was {
		if !is[path] {
			t.Errorf("%s does not show the new value", path)
		}
	}
}

// No figure of a fact stands in a bundle, in Go or in a template. Prose is checked when it is loaded.
func TestFiguresAreFacts(t *testing.T) {
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	var figures []string
	note := func(n *content.Number) {
		if n != nil && n.Value != nil && n.ShortCode == "" {
			figures = append(figures, string(*n.Value), n.National, n.International)
		}
	}
	address := func(a *content.Address) {
		if a != nil && a.Value != nil {
			figures = append(figures, *a.Value...)
		}
	}
	hours := func(f *content.Fact[content.Hours]) {
		if f != nil && f.Value != nil {
			figures = append(figures, f.Value.String())
		}
	}
	for _, p := range lib.Providers {
		address(p.Company.Address)
		for _, c := range p.Countries {
			for _, ch := range c.Channels {
				note(ch.Number)
				address(ch.Address)
				hours(ch.Hours)
			}
		}
	}
	for _, b := range lib.Bodies {
		note(b.Phone)
		address(b.Address)
		hours(b.Hours)
	}
	files := 0
	for _, pattern := range []string{"../cmd/*/*.go", "../content/*.go", "../content/hours/*.go", "../locales/*", "../static/*", "*.go", "*/*.go", "*/*.templ"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			info, err := os.Stat(name)
			if err != nil || info.IsDir() || strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			files++
			for _, f := range figures {
				// The doc comment of a type may show what a number looks like; none of them is one of ours.
				if len(f) > 4 && strings.ContainsAny(f, "0123456789") && strings.Contains(string(data), f) {
					t.Errorf("%s spells %q, which is a fact", name, f)
				}
			}
			if strings.HasSuffix(name, ".toml") {
				if digit := regexp.MustCompile(`(?m)^[^#\n]*"[^"\n]*[0-9][^"\n]*"`).FindString(string(data)); digit != "" {
					t.Errorf("%s has a figure: %s", name, digit)
				}
			}
		}
	}
	if files < 30 {
		t.Errorf("only %d files were read", files)
	}
}

// A third provider takes content files alone.
func TestThirdProvider(t *testing.T) {
	files := tree(t)
	for name, file := range maps.Clone(files) {
		switch {
		case name == "klarna/provider.yaml", name == "klarna/facts/nl.yaml", name == "klarna/nl/guide.md":
			data := strings.NewReplacer("Klarna", "Betaalt", "klarna.com", "betaalt.example", "klarna.no", "betaalt.no", "body: klarna\n", "body: betaalt\n", "{#klarna}", "{#betaalt}").Replace(string(file.Data))
			files["betaalt/"+strings.TrimPrefix(name, "klarna/")] = &fstest.MapFile{Data: []byte(data)}
		}
	}
	guide := string(files["betaalt/nl/guide.md"].Data)
	guide = regexp.MustCompile(`\[([^\]]*)\]\(\{topics\.[a-z_]+\}\)`).ReplaceAllString(guide, "$1")
	guide = regexp.MustCompile(`(?m)^(title|description): "[^"]*"$`).ReplaceAllStringFunc(guide, func(line string) string {
		if strings.HasPrefix(line, "title") {
			return `title: "Betaalt bereiken: alle wegen op een rij"`
		}
		return `description: "` + strings.Repeat("Betaalt bereiken vanuit Nederland. ", 4) + `"`
	})
	files["betaalt/nl/guide.md"] = &fstest.MapFile{Data: []byte(guide)}
	h := serve(t, files, &clock{noon}, owner)

	d := parse(t, "/nl/betaalt", get(h, "/nl/betaalt").Body.String())
	if got := textOf(d.all("title")[0]); got != "Betaalt bereiken: alle wegen op een rij" {
		t.Fatalf("the guide's title is %q", got)
	}
	alternates := d.links("alternate")
	if len(alternates) != 2 || alternates["nl"] != testBase+"/nl/betaalt" || alternates["x-default"] != testBase+"/" {
		t.Errorf("hreflang of a guide in one language: %v", alternates)
	}
	if !strings.Contains(get(h, "/nl").Body.String(), `href="/nl/betaalt"`) {
		t.Error("the front page does not lead to the guide")
	}
	if strings.Contains(get(h, "/it").Body.String(), "betaalt") {
		t.Error("a front page without the provider names it")
	}
	if !strings.Contains(get(h, "/sitemap.xml").Body.String(), testBase+"/nl/betaalt<") {
		t.Error("the sitemap lacks the guide")
	}
	if w := get(h, "/it/betaalt"); w.Code != 404 {
		t.Errorf("/it/betaalt answers %d", w.Code)
	}
	crawl(t, h)
}

// The clock alone moves a page on: what is overdue says so.
func TestOverdueIsSaid(t *testing.T) {
	c := &clock{noon}
	h := serve(t, content.Files, c, owner)
	if body := get(h, "/it/klarna").Body.String(); strings.Contains(body, `class="overdue"`) || !strings.Contains(body, "tel:+390237921240") {
		t.Error("fresh facts are called overdue")
	}
	c.now = noon.Add(200 * 24 * time.Hour)
	if body := get(h, "/it/klarna").Body.String(); !strings.Contains(body, `class="overdue"`) || strings.Contains(body, "tel:") {
		t.Error("overdue facts are not called so, or can still be called")
	}
}
