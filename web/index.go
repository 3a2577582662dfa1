package web

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"kontakto/content"
)

// page is an address of the site.
type page struct {
	path     string
	lang     string
	twins    map[string]string // the same page in other languages, and in this: path by language
	zone     *time.Location    // the reader's
	country  string            // the reader's, ISO 3166; "" when the page is for no one country
	provider *content.Provider
	checked  content.Date  // when the provider's facts were last compared with their sources
	prose    *content.Page // nil when the page is made of facts alone
	heading  string
	feed     string // path of the feed that tells of its changes, "" for none
	build    func(*composer) templ.Component

	published content.Date
	modified  content.Date // when its text was last read, or a fact on it last changed or was checked
	changed   content.Date // when it was published, or a fact on it last changed
	shown     []*shown     // the facts on it
}

// file is where a page's words stand.
func (p *page) file() string {
	if p.prose == nil {
		return "locales/active." + p.lang + ".toml"
	}
	return p.prose.File
}

// index finds the address of every page that the content makes, and of those that moved.
func (s *site) index() error {
	var faults content.Faults
	for _, lang := range s.Library.Languages() {
		for _, p := range s.pagesIn(lang) {
			if other := s.pages[p.path]; other != nil {
				faults = append(faults, content.Fault{File: p.file(), Text: fmt.Sprintf("the address %s is that of %s already; choose another slug", p.path, other.file())})
				continue
			}
			s.pages[p.path] = p
			s.ordered = append(s.ordered, p)
		}
	}
	faults = append(faults, s.indexMoved()...)
	if err := faults.Err(); err != nil {
		return err
	}
	if len(s.ordered) == 0 {
		return fmt.Errorf("the content has no pages")
	}
	s.observe()
	return nil
}

// pagesIn lists the pages of one language, pages of changes after those of which they tell.
func (s *site) pagesIn(lang string) []*page {
	var list []*page
	for _, id := range slices.Sorted(maps.Keys(s.Library.Site[lang])) {
		if id == imprintPage && s.Owner.Name == "" || id == content.APIPage && s.firstGuide(lang) == nil {
			continue // an imprint names somebody, and the page of the API shows a guide
		}
		list = append(list, s.sitePage(id, s.Library.Site[lang][id]))
	}
	for _, p := range s.Library.Providers {
		g := p.Guides[lang]
		if g == nil {
			continue
		}
		list = append(list, s.guidePage(g))
		for _, t := range topicsOf(p, lang) {
			list = append(list, s.topicPage(t))
		}
		list = append(list, s.changesPage(g))
	}
	return list
}

// indexMoved notes the former addresses that front matter names.
func (s *site) indexMoved() content.Faults {
	var faults content.Faults
	for _, p := range s.ordered {
		if p.prose == nil {
			continue
		}
		for _, from := range p.prose.MovedFrom {
			fault := func(format string, args ...any) {
				faults = append(faults, content.Fault{File: p.file(), Line: from.Line, Text: "moved_from: " + fmt.Sprintf(format, args...)})
			}
			switch {
			case !strings.HasPrefix(from.Path, frontPath(p.lang)+"/") || from.Path != path.Clean(strings.ToLower(from.Path)):
				fault("%q is not the path of a page in this language; write it as %s/…", from.Path, frontPath(p.lang))
			case s.pages[from.Path] != nil:
				fault("%s is the address of a page; take it out, or give that page another slug", from.Path)
			case s.moved[from.Path] != "":
				fault("%s leads to %s already; an address leads to one page", from.Path, s.moved[from.Path])
			default:
				s.moved[from.Path] = p.path
			}
		}
	}
	return faults
}

// observe composes every page once, to learn which facts it shows and from them when it changed.
// Pages of changes come after the pages of which they tell.
func (s *site) observe() {
	for _, p := range s.ordered {
		c := s.composer(p, s.Now())
		p.build(c)
		p.shown, p.changed = c.shown, p.published
		for _, f := range c.shown {
			e := f.fact.Support()
			p.changed = latest(p.changed, e.Changed())
			p.modified = latest(p.modified, e.Changed(), e.Checked)
		}
	}
}

// Paths of pages. The words in them are the content's.

func frontPath(lang string) string        { return "/" + lang }
func guidePath(g *content.Guide) string   { return "/" + g.Lang + "/" + g.Provider.ID }
func topicPath(t *content.Topic) string   { return "/" + t.Lang + "/" + t.Provider.ID + "/" + t.Slug }
func sitePagePath(p *content.Page) string { return joinPath("/"+p.Lang, p.Slug) }

func joinPath(base, slug string) string {
	if slug == "" {
		return base
	}
	return base + "/" + slug
}

// home is the zone and country of a language's readers: those of its first guide.
func (s *site) home(lang string) (*time.Location, string) {
	if g := s.firstGuide(lang); g != nil {
		return g.Country.TimeZone.Location, g.Country.Code
	}
	return time.UTC, ""
}
