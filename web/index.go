package web

import (
	"fmt"
	"maps"
	"slices"
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
	checked  content.Date // when the provider's facts were last compared with their sources
	modified content.Date // when what it shows last changed
	build    func(*composer) templ.Component
}

// index finds the address of every page that the content makes.
func (s *site) index() error {
	for _, lang := range s.Library.Languages() {
		s.indexSite(lang)
		for _, p := range s.Library.Providers {
			if g := p.Guides[lang]; g != nil {
				s.add(s.guidePage(g))
			}
			for _, id := range slices.Sorted(maps.Keys(p.Topics[lang])) {
				s.add(s.topicPage(p.Topics[lang][id]))
			}
		}
	}
	if len(s.ordered) == 0 {
		return fmt.Errorf("the content has no pages")
	}
	return nil
}

func (s *site) add(p *page) {
	s.pages[p.path] = p
	s.ordered = append(s.ordered, p)
}

func (s *site) indexSite(lang string) {
	for _, id := range slices.Sorted(maps.Keys(s.Library.Site[lang])) {
		if id == imprintPage && s.Owner.Name == "" {
			continue
		}
		s.add(s.sitePage(id, s.Library.Site[lang][id]))
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
	for _, p := range s.Library.Providers {
		if g := p.Guides[lang]; g != nil {
			return g.Country.TimeZone.Location, g.Country.Code
		}
	}
	return time.UTC, ""
}
