package web

import (
	"path"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"kontakto/content"
	"kontakto/web/view"
)

// change is an entry of what changed: a page that was published, or a fact that became another.
type change struct {
	on content.Date
	view.Change
}

// changesPath is where the changes of a guide and its topic pages stand, in HTML.
func (s *site) changesPath(g *content.Guide) string {
	return guidePath(g) + "/" + s.Locales.Printer(g.Lang).T("changes.slug")
}

// changesPage lists what changed in a guide and in the topic pages beside it.
func (s *site) changesPage(g *content.Guide) *page {
	p := &page{
		path: s.changesPath(g), lang: g.Lang, zone: g.Country.TimeZone.Location, country: g.Country.Code, provider: g.Provider, checked: g.Country.Checked.Date,
		twins:     twinsOf(s.Library.Languages(), func(lang string) *content.Guide { return g.Provider.Guides[lang] }, s.changesPath),
		published: g.Published, modified: g.Published,
		feed: guideFeedPath(g),
	}
	for _, t := range topicsOf(g.Provider, g.Lang) {
		p.modified = latest(p.modified, t.Published)
	}
	p.build = func(c *composer) templ.Component { return view.ChangesPage(c.changesView(g)) }
	return p
}

func (c *composer) changesView(g *content.Guide) view.Changes {
	name := g.Provider.Name
	v := view.Changes{
		Base:    c.base(c.T("changes.title", "Provider", name), c.T("changes.about", "Provider", name), "website"),
		Heading: c.T("changes.heading", "Provider", name), Lead: c.T("changes.lead", "Provider", name),
		Guide: view.Link{Text: g.Heading, Href: guidePath(g)},
		Feeds: []view.Link{
			{Text: c.T("changes.feed", "Provider", name), Href: guideFeedPath(g)},
			{Text: c.T("changes.feed_all"), Href: langFeedPath(g.Lang)},
		},
	}
	for _, one := range c.changes(g) {
		if last := len(v.Days) - 1; last >= 0 && v.Days[last].Day == one.on.String() {
			v.Days[last].Changes = append(v.Days[last].Changes, one.Change)
			continue
		}
		v.Days = append(v.Days, view.ChangeDay{Day: one.on.String(), Date: c.LongDate(one.on), Changes: []view.Change{one.Change}})
	}
	v.Counts = c.counts(c.site.factsOf(g))
	v.Evidence = c.evidence()
	v.Data = c.data("WebPage", v.Heading, nil, view.Link{Text: name, Href: guidePath(g)}, view.Link{Text: v.Heading, Href: c.page.path})
	return v
}

// placed is a fact with the page on which it first stands.
type placed struct {
	*shown
	page *page
}

// factsOf lists every fact that the guide and then its topic pages show, each once.
func (s *site) factsOf(g *content.Guide) []placed {
	var list []placed
	seen := map[*content.Evidence]bool{}
	for _, p := range s.family(g) {
		for _, f := range p.shown {
			if !seen[f.fact.Support()] {
				seen[f.fact.Support()] = true
				list = append(list, placed{f, p})
			}
		}
	}
	return list
}

// family lists the pages of a guide: itself, then its topic pages.
func (s *site) family(g *content.Guide) []*page {
	list := []*page{s.pages[guidePath(g)]}
	for _, t := range topicsOf(g.Provider, g.Lang) {
		list = append(list, s.pages[topicPath(t)])
	}
	return list
}

// changes lists what changed in a guide and its topic pages, the newest first.
func (c *composer) changes(g *content.Guide) []change {
	var list []change
	for i, p := range c.site.family(g) {
		id, text := "published", c.T("changes.published_guide")
		if i > 0 {
			id, text = "published-"+path.Base(p.path), c.T("changes.published_topic")
		}
		list = append(list, change{p.published, view.Change{
			ID: id, Title: view.Link{Text: p.heading, Href: p.path}, Rows: []view.Row{{Label: c.T("changes.now"), Value: &view.Value{Text: text}}},
		}})
	}
	for _, f := range c.site.factsOf(g) {
		for _, ch := range f.fact.Support().Changes {
			list = append(list, c.change(f, ch))
		}
	}
	slices.SortStableFunc(list, func(a, b change) int { return strings.Compare(b.on.String(), a.on.String()) })
	return list
}

// change puts one change of a fact into words.
func (c *composer) change(f placed, ch content.Change) change {
	evidence := f.fact.Support()
	title := view.Link{Text: f.place.Text, Href: f.page.path + f.place.Href}
	switch {
	case f.place.Text == "":
		title.Text = f.page.heading
	case f.label != "":
		title.Text = c.T("changes.entry", "Place", f.place.Text, "Fact", f.label)
	}
	out := change{ch.On, view.Change{ID: ch.On.String() + "-" + evidence.Path, Title: title}}
	row := func(label string, v *view.Value) {
		out.Rows = append(out.Rows, view.Row{Label: c.T("changes." + label), Value: v})
	}
	now, _ := c.value(f.fact, "")
	former := c.former(evidence, now.Before)
	why, next := c.T("changes.added"), 0 // next is the place of the value that began, among the former ones
	if ch.Why != "" {
		why, next = c.T("why."+string(ch.Why)), ch.Former+1
		if before := former[ch.Former]; before.Text != "" {
			row("before", before)
		}
	}
	if next < len(former) {
		now = former[next]
	}
	if valueText(now) == "" { // a statement has no words of its own, only support
		row("why", &view.Value{Text: why, Mark: now.Mark})
		return out
	}
	row("now", now)
	row("why", &view.Value{Text: why})
	return out
}

// former puts the values that a fact had before under their marks, oldest first; a statement had no texts.
func (c *composer) former(e *content.Evidence, texts []string) []*view.Value {
	var values []*view.Value
	for _, ch := range e.Changes {
		if ch.Why == "" {
			continue
		}
		label := c.T("evidence.mark", "Grade", c.T("grade."+string(ch.Grade)))
		v := &view.Value{Mark: c.citation(ch.Sources, ch.Grade, label)}
		if texts != nil {
			v.Text = texts[ch.Former]
		}
		values = append(values, v)
	}
	return values
}

// counts says how many facts of each grade there are, how many are overdue, and when the next must be
// checked again.
func (c *composer) counts(facts []placed) []view.Row {
	byGrade := map[content.Grade]int{}
	overdue := 0
	var next content.Date
	for _, f := range facts {
		e := f.fact.Support()
		byGrade[e.Grade]++
		switch {
		case e.Due.IsZero():
		case e.Overdue(c.today):
			overdue++
		case next.IsZero() || e.Due.Before(next):
			next = e.Due
		}
	}
	rows := []view.Row{
		{Label: c.T("changes.total"), Plain: c.Number(len(facts))},
		{Label: c.T("grade.official"), Plain: c.Number(byGrade[content.Official])},
		{Label: c.T("grade.reported"), Plain: c.Number(byGrade[content.Reported])},
		{Label: c.T("changes.unknown"), Plain: c.Number(byGrade[content.Unknown])},
		{Label: c.T("changes.overdue"), Plain: c.Number(overdue)},
	}
	if !next.IsZero() {
		rows = append(rows, view.Row{Label: c.T("changes.next"), Plain: c.LongDate(next)})
	}
	return rows
}
