package web

import (
	"strings"

	"github.com/a-h/templ"

	"kontakto/content"
	"kontakto/web/view"
)

// Names of the pages about the site.
const (
	methodPage  = "method"
	privacyPage = "privacy"
	imprintPage = "imprint"
)

func (s *site) sitePage(id string, p *content.Page) *page {
	zone, country := s.home(p.Lang)
	pg := &page{
		path: sitePagePath(p), lang: p.Lang, zone: zone, country: country,
		prose: p, heading: p.Heading, published: p.Published, modified: p.Reviewed,
		twins: twinsOf(s.Library.Languages(), func(lang string) *content.Page { return s.Library.Site[lang][id] }, sitePagePath),
		build: func(c *composer) templ.Component { return view.TextPage(c.text(id, p)) },
	}
	if id == content.APIPage {
		pg.build = func(c *composer) templ.Component { return view.APIDocsPage(c.apiDocs(p)) }
	}
	if id == content.FrontPage {
		pg.build = func(c *composer) templ.Component { return view.FrontPage(c.front(p)) }
		pg.feed = langFeedPath(p.Lang)
	}
	return pg
}

func (c *composer) text(id string, p *content.Page) view.Text {
	v := view.Text{Base: c.base(p.Title, p.Description, "website"), Heading: p.Heading, Lead: c.prose(p.Lead), Sections: c.sections(p.Sections), Reviewed: c.reviewed(p)}
	if id == imprintPage || id == methodPage {
		v.Operator = c.operator()
	}
	v.Evidence = c.evidence()
	v.Data = c.textData(p)
	return v
}

// operator lists who runs the site, as far as the settings say.
func (c *composer) operator() []view.Row {
	o := c.site.Owner
	var rows []view.Row
	for _, field := range []struct {
		label string
		value view.Value
	}{
		{"name", view.Value{Text: o.Name}},
		{"address", view.Value{Text: strings.Join(strings.Split(o.Address, "\n"), ", ")}},
		{"email", view.Value{Text: o.Email, Href: "mailto:" + o.Email}},
	} {
		if field.value.Text != "" {
			rows = append(rows, view.Row{Label: c.T("operator." + field.label), Value: &field.value})
		}
	}
	return rows
}

func (c *composer) front(p *content.Page) view.Front {
	v := view.Front{Base: c.base(p.Title, p.Description, "website"), Heading: p.Heading, Lead: c.prose(p.Lead)}
	for _, provider := range c.site.Library.Providers {
		g := provider.Guides[p.Lang]
		if g == nil {
			continue
		}
		e := view.Entry{Link: view.Link{Text: provider.Name, Href: guidePath(g)}, Answer: c.answer(g, guidePath(g))}
		for _, t := range topicsOf(provider, p.Lang) {
			e.Topics = append(e.Topics, view.Link{Text: t.Heading, Href: topicPath(t)})
		}
		v.Entries = append(v.Entries, e)
	}
	v.Sections = c.sections(p.Sections)
	v.Evidence = c.evidence()
	v.Data = c.textData(p)
	return v
}
