package web

import (
	"fmt"
	"html"
	"maps"
	"regexp"
	"slices"
	"strings"

	"kontakto/content"
	"kontakto/content/hours"
	"kontakto/web/view"
)

// Structured data mirrors what the page shows (schema.org, as JSON-LD): this site as the publisher,
// the provider only as what the page is about, and of its channels only those graded official.

type graph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type reference struct {
	ID string `json:"@id"`
}

type webSite struct {
	Type       string    `json:"@type"`
	ID         string    `json:"@id"`
	URL        string    `json:"url"`
	Name       string    `json:"name"`
	InLanguage string    `json:"inLanguage"`
	Publisher  reference `json:"publisher"`
}

type organization struct {
	Type          string         `json:"@type"`
	ID            string         `json:"@id,omitempty"`
	Name          string         `json:"name"`
	URL           string         `json:"url,omitempty"`
	ContactPoints []contactPoint `json:"contactPoint,omitempty"`
}

type contactPoint struct {
	Type           string         `json:"@type"`
	ContactType    string         `json:"contactType"`
	Telephone      string         `json:"telephone,omitempty"`
	Email          string         `json:"email,omitempty"`
	AreaServed     country        `json:"areaServed"`
	HoursAvailable []openingHours `json:"hoursAvailable,omitempty"`
}

// faqPage lists the questions that the page answers in its own section for them.
type faqPage struct {
	Type      string     `json:"@type"`
	ID        string     `json:"@id"`
	Questions []question `json:"mainEntity"`
}

type question struct {
	Type   string `json:"@type"`
	Name   string `json:"name"`
	Answer answer `json:"acceptedAnswer"`
}

type answer struct {
	Type string `json:"@type"`
	Text string `json:"text"`
}

type country struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// openingHours is an OpeningHoursSpecification.
type openingHours struct {
	Type         string   `json:"@type"`
	DayOfWeek    []string `json:"dayOfWeek,omitempty"`
	Opens        string   `json:"opens"`
	Closes       string   `json:"closes"`
	ValidFrom    string   `json:"validFrom,omitempty"`
	ValidThrough string   `json:"validThrough,omitempty"`
}

type webPage struct {
	Type          string        `json:"@type"`
	ID            string        `json:"@id"`
	URL           string        `json:"url"`
	Name          string        `json:"name,omitempty"`
	Headline      string        `json:"headline,omitempty"`
	InLanguage    string        `json:"inLanguage"`
	DatePublished string        `json:"datePublished"`
	DateModified  string        `json:"dateModified"`
	IsPartOf      reference     `json:"isPartOf"`
	Publisher     reference     `json:"publisher"`
	About         *organization `json:"about,omitempty"`
}

type breadcrumbs struct {
	Type  string       `json:"@type"`
	Items []breadcrumb `json:"itemListElement"`
}

type breadcrumb struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// data builds the graph of a page; crumbs lead from the front page to the page itself.
func (c *composer) data(kind, heading string, about *organization, crumbs ...view.Link) *graph {
	base := c.site.BaseURL
	home := base + frontPath(c.Lang())
	publisher, website := reference{base + "/#publisher"}, reference{home + "#website"}
	url := base + c.page.path
	doc := webPage{
		Type: kind, ID: url, URL: url, InLanguage: c.Lang(), IsPartOf: website, Publisher: publisher, About: about,
		DatePublished: c.page.published.String(), DateModified: c.page.modified.String(),
	}
	if kind == "Article" {
		doc.Headline = heading
	} else {
		doc.Name = heading
	}
	items := []breadcrumb{{Type: "ListItem", Position: 1, Name: c.T("site.name"), Item: home}}
	for _, link := range crumbs {
		items = append(items, breadcrumb{Type: "ListItem", Position: len(items) + 1, Name: link.Text, Item: base + link.Href})
	}
	return &graph{Context: "https://schema.org", Graph: []any{
		webSite{Type: "WebSite", ID: website.ID, URL: home, Name: c.T("site.name"), InLanguage: c.Lang(), Publisher: publisher},
		organization{Type: "Organization", ID: publisher.ID, Name: c.T("site.name"), URL: base + "/"},
		doc,
		breadcrumbs{Type: "BreadcrumbList", Items: items},
	}}
}

func (c *composer) guideData(g *content.Guide, v view.Guide) *graph {
	about := &organization{Type: "Organization", Name: g.Provider.Name, URL: c.href(g.Country.HelpCentre())}
	for _, ch := range g.Country.Channels {
		point := contactPoint{Type: "ContactPoint", ContactType: c.channelName(ch), AreaServed: country{"Country", c.T("country." + g.Country.Code)}}
		switch {
		case ch.Number != nil && ch.Number.Value != nil && ch.Number.Confirmed(c.today):
			point.Telephone = string(*ch.Number.Value)
		case ch.Email != nil && ch.Email.Value != nil && ch.Email.Confirmed(c.today):
			point.Email = string(*ch.Email.Value)
		default:
			continue
		}
		if ch.Hours != nil && ch.Hours.Confirmed(c.today) {
			point.HoursAvailable = c.hoursAvailable(c.hours(ch.Hours).line)
		}
		about.ContactPoints = append(about.ContactPoints, point)
	}
	data := c.data("Article", g.Heading, about, view.Link{Text: g.Provider.Name, Href: guidePath(g)})
	faq := faqPage{Type: "FAQPage", ID: c.site.BaseURL + c.page.path + "#faq"}
	for _, s := range v.After {
		if s.ID == "faq" {
			for _, q := range s.Sections {
				faq.Questions = append(faq.Questions, question{"Question", q.Heading, answer{"Answer", plainProse(q.Body)}})
			}
		}
	}
	data.Graph = append(data.Graph, faq)
	return data
}

var tags = regexp.MustCompile("<[^>]*>")

// plainProse is what running text says, without its marks.
func plainProse(p view.Prose) string {
	var b strings.Builder
	for _, piece := range p {
		switch {
		case piece.Value != nil:
			b.WriteString(valueText(piece.Value))
		default:
			b.WriteString(html.UnescapeString(tags.ReplaceAllString(piece.HTML, " ")))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// hoursAvailable says in schema.org's terms what the table of the line says: the spans of the ordinary
// week, and the special days to come, on which equal opens and closes at 00:00 mean closed.
func (c *composer) hoursAvailable(line hours.Line) []openingHours {
	const kind = "OpeningHoursSpecification"
	clock := func(minute int) string { return fmt.Sprintf("%02d:%02d", minute/60%24, minute%60) }
	var list []openingHours
	for _, d := range line.Week(c.today) {
		for _, span := range d.Spans {
			list = append(list, openingHours{Type: kind, DayOfWeek: []string{d.Date.Weekday().String()}, Opens: clock(span.From), Closes: clock(span.To)})
		}
	}
	if line.Schedule.Always {
		return list
	}
	for _, d := range line.Special(c.today, lookAhead) {
		if d.Kind == hours.Vague {
			continue
		}
		special := openingHours{Type: kind, Opens: clock(0), Closes: clock(0), ValidFrom: d.Date.String(), ValidThrough: d.Date.String()}
		for _, span := range d.Spans {
			special.Opens, special.Closes = clock(span.From), clock(span.To)
			list = append(list, special)
		}
		if d.Kind == hours.Off {
			list = append(list, special)
		}
	}
	return list
}

func (c *composer) topicData(t *content.Topic) *graph {
	about := &organization{Type: "Organization", Name: t.Provider.Name}
	return c.data("Article", t.Heading, about, view.Link{Text: t.Provider.Name, Href: guidePath(t.Provider.Guides[t.Lang])}, view.Link{Text: t.Heading, Href: topicPath(t)})
}

func (c *composer) textData(p *content.Page) *graph {
	if p.Slug == "" {
		return c.data("WebPage", p.Heading, nil)
	}
	return c.data("WebPage", p.Heading, nil, view.Link{Text: p.Heading, Href: sitePagePath(p)})
}

// topicsOf lists a provider's topic pages in one language, by id.
func topicsOf(p *content.Provider, lang string) []*content.Topic {
	var list []*content.Topic
	for _, id := range slices.Sorted(maps.Keys(p.Topics[lang])) {
		list = append(list, p.Topics[lang][id])
	}
	return list
}
