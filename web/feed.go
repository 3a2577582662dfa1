package web

import (
	"encoding/xml"
	"fmt"
	"html"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"kontakto/content"
	"kontakto/web/view"
)

// Feeds of what changed, as Atom (RFC 4287): one for each guide, and one for each language.

const (
	feedName = "changes.atom"
	feedType = "application/atom+xml; charset=utf-8"
)

func guideFeedPath(g *content.Guide) string { return guidePath(g) + "/" + feedName }
func langFeedPath(lang string) string       { return frontPath(lang) + "/" + feedName }

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomAuthor  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
	URI  string `xml:"uri"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Content atomText `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// feed answers with the changes of one guide, or of all guides in a language.
func (s *site) feed(c echo.Context) error {
	path, lang := c.Request().URL.Path, c.Param("lang")
	var guides []*content.Guide
	for _, p := range s.Library.Providers {
		if g := p.Guides[lang]; g != nil && (path == langFeedPath(lang) || path == guideFeedPath(g)) {
			guides = append(guides, g)
		}
	}
	if len(guides) == 0 {
		return echo.ErrNotFound
	}
	return s.xml(c, feedType, func(now time.Time) (any, time.Time) { return s.feedOf(path, guides, now) })
}

// feedOf composes a feed and returns the instant at which it would read differently.
func (s *site) feedOf(path string, guides []*content.Guide, now time.Time) (atomFeed, time.Time) {
	words := s.Locales.Printer(guides[0].Lang)
	front := s.BaseURL + frontPath(guides[0].Lang)
	f := atomFeed{
		Lang: words.Lang(), ID: s.BaseURL + path, Title: words.T("changes.feed_title"), Author: atomAuthor{words.T("site.name"), front},
		Links: []atomLink{{"self", "application/atom+xml", s.BaseURL + path}, {"alternate", "text/html", front}},
	}
	if g := guides[0]; path == guideFeedPath(g) {
		f.Title = words.T("changes.title", "Provider", g.Provider.Name)
		f.Links[1].Href = s.BaseURL + s.changesPath(g)
	}
	var until time.Time
	for _, g := range guides {
		c := s.composer(s.pages[s.changesPath(g)], now)
		for _, one := range c.changes(g) {
			f.Entries = append(f.Entries, c.entry(g, one))
		}
		if until.IsZero() || c.next.Before(until) {
			until = c.next
		}
	}
	slices.SortStableFunc(f.Entries, func(a, b atomEntry) int { return strings.Compare(b.Updated, a.Updated) })
	f.Updated = f.Entries[0].Updated
	return f, until
}

// entry is a change as a feed has it. Its id is a tag URI (RFC 4151), which outlives a change of address.
func (c *composer) entry(g *content.Guide, one change) atomEntry {
	base, _ := url.Parse(c.site.BaseURL) // it was parsed when the site was made
	return atomEntry{
		ID:      fmt.Sprintf("tag:%s,%d:%s/%s", base.Hostname(), g.Published.Year, strings.TrimPrefix(guidePath(g), "/"), one.ID),
		Title:   c.T("changes.entry", "Place", g.Provider.Name, "Fact", one.Title.Text),
		Updated: one.on.In(c.page.zone).Format(time.RFC3339),
		Link:    atomLink{"alternate", "text/html", c.site.BaseURL + one.Title.Href},
		Content: atomText{"html", entryHTML(c, one.Change)},
	}
}

// entryHTML says what changed in a few short paragraphs, each value with its grade and best source.
func entryHTML(c *composer, one view.Change) string {
	var b strings.Builder
	for _, row := range one.Rows {
		text := valueText(row.Value)
		if m := row.Value.Mark; m != nil {
			text += " (" + m.Label + " " + m.Site + ")"
		}
		b.WriteString("<p>" + html.EscapeString(c.T("changes.entry", "Place", row.Label, "Fact", text)) + "</p>")
	}
	return b.String()
}
