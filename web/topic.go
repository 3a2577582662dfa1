package web

import (
	"github.com/a-h/templ"

	"kontakto/content"
	"kontakto/web/view"
)

func (s *site) topicPage(t *content.Topic) *page {
	return &page{
		path: topicPath(t), lang: t.Lang, zone: t.Country.TimeZone.Location, country: t.Country.Code, provider: t.Provider, checked: t.Country.Checked.Date,
		twins: twinsOf(s.Library.Languages(), func(lang string) *content.Topic { return t.Provider.Topics[lang][t.ID] }, topicPath),
		prose: &t.Page, heading: t.Heading, published: t.Published, modified: t.Reviewed, feed: guideFeedPath(t.Provider.Guides[t.Lang]),
		build: func(c *composer) templ.Component { return view.TopicPage(c.topic(t)) },
	}
}

func (c *composer) topic(t *content.Topic) view.Topic {
	v := view.Topic{Base: c.base(t.Title, t.Description, "article"), Heading: t.Heading}
	guide := t.Provider.Guides[t.Lang]
	v.Guide = view.Link{Text: guide.Heading, Href: guidePath(guide)}
	v.Lead = c.prose(t.Lead)
	c.under(t.Section("deadline"))
	for _, d := range t.Deadlines {
		v.Deadlines = append(v.Deadlines, c.deadline(d))
	}
	v.Sections = c.sections(t.Sections)
	v.Contents = append(contents(v.Sections...), view.Link{Text: c.T("page.sources"), Href: "#sources"})
	v.Evidence = c.evidence()
	v.Reviewed = c.reviewed(&t.Page)
	v.Data = c.topicData(t)
	return v
}

// deadline composes a row of the table: the limit, what it counts from, and the last day of one that
// began today. Working days depend on the body's calendar, which no source states, so they give no date.
func (c *composer) deadline(deadline content.Deadline) view.Deadline {
	limit := deadline.Limit
	d := view.Deadline{Label: deadline.Label, From: c.T("event." + string(limit.From)), Last: c.T("deadline.no_date")}
	c.label = deadline.Label
	d.Length, _ = c.value(limit, "")
	c.label = ""
	if limit.Value != nil && limit.Days == "" {
		d.Last = c.LongDate(limit.Value.After(c.today))
	}
	return d
}
