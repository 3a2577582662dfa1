package web

import (
	"slices"

	"kontakto/content"
	"kontakto/web/view"
)

// base fills in what every page has. A page that is not to be indexed, such as an error, has no path.
func (c *composer) base(title, description, kind string) view.Base {
	s := c.site
	lang := c.Lang()
	b := view.Base{
		Words: c.Printer, Title: title, Description: description, Kind: kind,
		Home:       view.Link{Text: c.T("site.name"), Href: frontPath(lang), Current: c.page.path == frontPath(lang)},
		Stylesheet: s.assets.URL("site.css"), Icon: s.assets.URL("icon.svg"), Picture: s.BaseURL + s.assets.URL("og-"+lang+".png"),
	}
	b.Notice = c.T("site.independent")
	if c.page.provider != nil {
		b.Notice = c.T("site.independent_of", "Provider", c.page.provider.Name)
	}
	if c.page.path != "" {
		b.Canonical = s.BaseURL + c.page.path
		b.Default = s.BaseURL + "/"
		b.Dates = c.dates()
	}
	if c.page.feed != "" {
		b.Feed = &view.Link{Text: c.T("changes.feed_title"), Href: c.page.feed}
	}
	if p := c.page.provider; p != nil {
		path := s.changesPath(p.Guides[lang])
		b.Changes = &view.Link{Text: c.T("changes.link"), Href: path, Current: c.page.path == path}
	}
	for _, l := range s.Locales.Languages() {
		if path := c.page.twins[l]; path != "" {
			b.Languages = append(b.Languages, view.Language{Lang: l, Name: s.Locales.Printer(l).T("site.language"), Path: path, URL: s.BaseURL + path, Current: l == lang})
		}
	}
	for _, p := range s.Library.Providers {
		if g := p.Guides[lang]; g != nil {
			b.Providers = append(b.Providers, view.Link{Text: p.Name, Href: guidePath(g), Current: c.page.path == guidePath(g)})
		}
	}
	for _, id := range []string{methodPage, privacyPage, content.APIPage, imprintPage} {
		if p := s.Library.Site[lang][id]; p != nil && s.pages[sitePagePath(p)] != nil {
			b.About = append(b.About, view.Link{Text: c.T("nav." + id), Href: sitePagePath(p), Current: c.page.path == sitePagePath(p)})
		}
	}
	return b
}

// dates says when the page was published and when what it shows last changed.
func (c *composer) dates() string {
	if c.page.modified == c.page.published {
		return c.T("page.published", "Published", c.LongDate(c.page.published))
	}
	return c.T("page.modified", "Published", c.LongDate(c.page.published), "Modified", c.LongDate(c.page.modified))
}

// contents lists sections by their headings.
func contents(sections ...view.Section) []view.Link {
	var links []view.Link
	for _, s := range sections {
		links = append(links, view.Link{Text: s.Heading, Href: "#" + s.ID})
	}
	return links
}

// reviewed says when the page was last read whole.
func (c *composer) reviewed(p *content.Page) string {
	return c.T("page.reviewed", "Date", c.LongDate(p.Reviewed))
}

// twinsOf maps languages to paths.
func twinsOf[T any](langs []string, find func(lang string) *T, path func(*T) string) map[string]string {
	twins := map[string]string{}
	for _, lang := range langs {
		if p := find(lang); p != nil {
			twins[lang] = path(p)
		}
	}
	return twins
}

// latest returns the later of days.
func latest(days ...content.Date) content.Date {
	return slices.MaxFunc(days, func(a, b content.Date) int {
		if a.Before(b) {
			return -1
		}
		return 1
	})
}
