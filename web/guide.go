package web

import (
	"strconv"

	"github.com/a-h/templ"

	"kontakto/content"
	"kontakto/web/view"
)

func (s *site) guidePage(g *content.Guide) *page {
	return &page{
		path: guidePath(g), lang: g.Lang, zone: g.Country.TimeZone.Location, country: g.Country.Code, provider: g.Provider, checked: g.Country.Checked.Date,
		twins: twinsOf(s.Library.Languages(), func(lang string) *content.Guide { return g.Provider.Guides[lang] }, guidePath),
		prose: &g.Page, heading: g.Heading, published: g.Published, modified: g.Reviewed, feed: guideFeedPath(g),
		build: func(c *composer) templ.Component { return view.GuidePage(c.guide(g)) },
	}
}

// guide composes a provider's guide from top to bottom, so that marks count in reading order.
func (c *composer) guide(g *content.Guide) view.Guide {
	v := view.Guide{Base: c.base(g.Title, g.Description, "article"), Heading: g.Heading}
	v.Answer = c.answer(g, "")
	v.Lead = c.prose(g.Lead)
	channels := g.Section("channels")
	v.Channels = c.opening(channels)
	v.Cards = c.channels(g, channels)
	v.Compare = c.opening(g.Section("compare"))
	v.Table = c.compare(g)
	for _, id := range []string{"no_sign_in", "prepare", "next", "problems"} {
		v.Middle = append(v.Middle, c.section(g.Section(id)))
	}
	complain := g.Section("complain")
	v.Complain = c.opening(complain)
	v.Steps = c.steps(g, complain)
	for _, id := range []string{"scams", "faq"} {
		v.After = append(v.After, c.section(g.Section(id)))
	}
	v.Sources = c.section(g.Section("sources"))
	v.Rejected = c.rejected(g.Country)
	v.Contents = contents(append(append(append([]view.Section{v.Channels, v.Compare}, v.Middle...), v.Complain), append(v.After, v.Sources)...)...)
	v.Evidence = c.evidence()
	v.Reviewed = c.reviewed(&g.Page)
	v.Data = c.guideData(g, v)
	return v
}

// answer composes the box that answers first. at is the path of the guide when the box stands on
// another page, and goes before the fragments of its links.
func (c *composer) answer(g *content.Guide, at string) view.Answer {
	quickest := g.Country.Channel(string(g.Country.Quickest))
	a := view.Answer{Quickest: view.Link{Text: c.T("channel." + string(quickest.Kind)), Href: at + "#" + string(quickest.Kind)}}
	if quickest.Hours != nil {
		a.QuickState = c.state(c.hours(quickest.Hours))
	}
	a.More = view.Link{Text: c.T("answer.more"), Href: at + "#phone"}
	switch phone := g.Country.Channel("phone"); {
	case phone.Number != nil && phone.Number.Value != nil && phone.Number.Grade == content.Official:
		a.Number, _ = c.value(phone.Number, "")
		if phone.Hours != nil {
			a.State = c.state(c.hours(phone.Hours))
		}
	case phone.Number != nil:
		a.NoNumber = c.T("answer.number_reported", "Provider", g.Provider.Name)
	case *phone.Status.Value == "not_offered":
		a.NoNumber = c.T("answer.no_phone", "Provider", g.Provider.Name)
	default:
		a.NoNumber = c.T("answer.number_unknown", "Provider", g.Provider.Name)
	}
	return a
}

// channels composes the channels under their headings: the cards of all entries of a kind, then the
// guide's words about it.
func (c *composer) channels(g *content.Guide, section *content.Section) []view.Channel {
	var list []view.Channel
	check := c.checkAt(g)
	for _, kind := range content.Kinds() {
		s := section.Section(string(kind))
		if s == nil {
			continue
		}
		c.under(s)
		v := view.Channel{ID: s.ID, Heading: s.Heading}
		for _, ch := range g.Country.Channels {
			if ch.Kind == kind {
				v.Cards = append(v.Cards, c.channel(ch, check))
			}
		}
		v.Body = c.prose(s.Body)
		list = append(list, v)
	}
	return list
}

// checkAt is where a number that is not confirmed can be checked.
func (c *composer) checkAt(g *content.Guide) *view.Link {
	return &view.Link{Text: c.T("warning.check", "Provider", g.Provider.Name), Href: c.href(g.Country.HelpCentre())}
}

// compare composes the table: every channel of which the guide says what it is good for.
func (c *composer) compare(g *content.Guide) []view.Compared {
	var rows []view.Compared
	for _, ch := range g.Country.Channels {
		words, ok := g.Channels[ch.ID()]
		if !ok || words.GoodFor == "" && words.WeakAt == "" {
			continue
		}
		row := view.Compared{Channel: view.Link{Text: c.channelName(ch), Href: "#" + string(ch.Kind)}, GoodFor: words.GoodFor, WeakAt: words.WeakAt, Wait: &view.Value{Text: c.T("compare.wait_unknown")}}
		if ch.Wait != nil {
			row.Wait, _ = c.value(ch.Wait, "")
		}
		rows = append(rows, row)
	}
	return rows
}

// channelName names a channel, with its purpose when it has a narrow one.
func (c *composer) channelName(ch *content.Channel) string {
	name := c.T("channel." + string(ch.Kind))
	if ch.Purpose == "" {
		return name
	}
	return c.T("channel.with_purpose", "Channel", name, "Purpose", c.T("purpose."+string(ch.Purpose)))
}

// steps composes the complaint ladder.
func (c *composer) steps(g *content.Guide, section *content.Section) []view.Step {
	var list []view.Step
	for i, step := range g.Country.Ladder {
		s := section.Section(step.BodyID)
		c.under(s)
		card := c.body(step)
		list = append(list, view.Step{ID: s.ID, Number: strconv.Itoa(i + 1), Heading: s.Heading, Card: card, Body: c.prose(s.Body)})
	}
	return list
}

// rejected lists why numbers that go round do not count, without the numbers.
func (c *composer) rejected(country *content.Country) []view.Conflict {
	var list []view.Conflict
	for _, ch := range country.Channels {
		for _, r := range ch.Rejected {
			verdict := r.Verdict
			if verdict == "" {
				verdict = "unsupported"
			}
			list = append(list, view.Conflict{
				Verdict: c.T("rejected."+string(verdict), "Channel", c.T("channel."+string(ch.Kind))),
				Mark:    c.citation(r.Sources, content.Reported, c.T("evidence.sources")),
			})
		}
	}
	return list
}
