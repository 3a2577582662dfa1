package web

import (
	"time"

	"kontakto/content"
	"kontakto/content/hours"
	"kontakto/locales"
	"kontakto/web/view"
)

// row adds a fact to a card's list, when there is one.
func (c *composer) row(rows []view.Row, label string, target any, known bool) []view.Row {
	if !known {
		return rows
	}
	c.label = c.T("fact." + label)
	defer func() { c.label = "" }()
	v, conflicts := c.value(target, "")
	if v.Open { // the values follow one by one
		v.Text = c.T("grade." + string(content.Unknown))
	}
	return append(rows, view.Row{Label: c.label, Value: v, Conflicts: conflicts})
}

// channel draws one channel's card. Of a channel that was not found, claims that it exists carry their
// sources but earn no grade.
func (c *composer) channel(ch *content.Channel, check *view.Link) view.Card {
	contact := ch.Contact()
	card := view.Card{Kind: string(ch.Kind), Grade: string(contact.Grade), Badge: c.grade(contact)}
	card.Status, _ = c.value(&ch.Status, "")
	if *ch.Status.Value == "unknown" && (contact == &ch.Status.Evidence || contact.Grade == content.Official) {
		card.Grade, card.Badge = string(content.Unknown), ""
	}
	if ch.Purpose != "" {
		card.Name = c.T("purpose." + string(ch.Purpose))
	}
	card.Rows = c.row(card.Rows, "sign_in", ch.SignIn, ch.SignIn != nil)
	card.Rows = c.row(card.Rows, "number", ch.Number, ch.Number != nil)
	card.Rows = c.row(card.Rows, "email", ch.Email, ch.Email != nil)
	card.Rows = c.row(card.Rows, "url", ch.URL, ch.URL != nil)
	card.Rows = c.row(card.Rows, "address", ch.Address, ch.Address != nil)
	card.Rows = c.row(card.Rows, "hours", ch.Hours, ch.Hours != nil)
	card.Rows = c.row(card.Rows, "cost", ch.Cost, ch.Cost != nil)
	card.Rows = c.row(card.Rows, "wait", ch.Wait, ch.Wait != nil)
	if ch.Hours != nil {
		h := c.hours(ch.Hours)
		card.State, card.Week = c.state(h), c.week(h)
	}
	if ch.Number != nil && !ch.Number.Confirmed(c.today) {
		card.Warning, card.Check = c.T("warning.number"), check
		if ch.Number.Grade == content.Official {
			card.Warning = c.T("warning.overdue")
		}
	}
	return card
}

// body draws the card of a complaint step: what is known of the body, and of it for this provider.
func (c *composer) body(step *content.Step) view.Card {
	card := view.Card{}
	b := step.Body
	if b != nil {
		card.Status = &view.Value{Text: c.T("role." + string(b.Role))}
	} else {
		b = &content.Body{}
		card.Status = &view.Value{Text: c.T("role.internal")}
	}
	rows := c.row(nil, "takes", step.TakesCases, step.TakesCases != nil)
	url := step.URL
	if url == nil {
		url = b.URL
	}
	rows = c.row(rows, "url", url, url != nil)
	rows = c.row(rows, "answer_within", step.AnswerWithin, step.AnswerWithin != nil)
	rows = c.row(rows, "file_within", step.FileWithin, step.FileWithin != nil)
	cost := step.Cost
	if cost == nil {
		cost = b.Cost
	}
	rows = c.row(rows, "cost", cost, cost != nil)
	rows = c.row(rows, "number", b.Phone, b.Phone != nil)
	rows = c.row(rows, "hours", b.Hours, b.Hours != nil)
	rows = c.row(rows, "call_cost", b.CallCost, b.CallCost != nil)
	rows = c.row(rows, "email", b.Email, b.Email != nil)
	card.Rows = c.row(rows, "address", b.Address, b.Address != nil)
	if b.Hours != nil {
		card.State = c.state(hoursIn(b.Hours, b.Country, b.Zone.Location))
	}
	return card
}

// lookAhead is how many days a page warns ahead of special days.
const lookAhead = 14

// hoursOf is where and when a line's opening hours hold.
type hoursOf struct {
	fact    *content.Fact[content.Hours]
	country string
	line    hours.Line
}

// hoursIn are hours that hold in a country and a zone.
func hoursIn(f *content.Fact[content.Hours], country string, zone *time.Location) hoursOf {
	h := hoursOf{fact: f, country: country, line: hours.Line{Zone: zone, Holidays: hours.CalendarOf(country)}}
	if f.Value != nil {
		h.line.Schedule = f.Value.Schedule
	}
	return h
}

// hours are those of a channel, which holds where the page's readers are.
func (c *composer) hours(f *content.Fact[content.Hours]) hoursOf {
	return hoursIn(f, c.page.country, c.page.zone)
}

// state says whether a line is open. Hours whose sources disagree, or that are overdue, say nothing.
func (c *composer) state(h hoursOf) *view.State {
	c.show(h.fact)
	if h.fact.Value == nil {
		return c.unknown(c.T("state.conflict"))
	}
	if h.fact.Overdue(c.today) {
		return c.unknown(c.T("state.overdue"))
	}
	now := c.now.In(h.line.Zone)
	s := h.line.State(now)
	c.until(s.Until)
	c.until(s.Until.Add(-locales.Soon))
	c.until(hours.DateOf(now).AddDays(1).In(h.line.Zone))
	label, detail := c.Status(s, now)
	if detail != "" && h.country != c.page.country && !sameOffset(now, c.now) {
		detail = c.T("state.zone", "Text", detail, "Zone", c.T("zone."+h.country))
	}
	state := &view.State{Code: string(s.State), Label: label, Detail: detail}
	if h.fact.Grade != content.Official {
		state.Note = c.T("state.reported")
	}
	return state
}

// week is the table of a line's hours: the ordinary week with today marked, then the special days to
// come. A line that is always open has none.
func (c *composer) week(h hoursOf) *view.Week {
	if h.fact.Value == nil || h.fact.Overdue(c.today) || h.line.Schedule.Always {
		return nil
	}
	today := hours.DateOf(c.now.In(h.line.Zone))
	special := h.line.Special(today, lookAhead)
	w := &view.Week{Notices: c.Notices(h.line.Special(today.AddDays(1), lookAhead-1))} // the state tells of today
	for _, d := range h.line.Week(today) {
		w.Days = append(w.Days, view.Day{Name: c.Weekday(d.Date.Weekday(), "name"), Times: c.DayTimes(d), Today: d.Date == today})
	}
	for _, d := range special {
		day := view.Day{Name: c.T("table.date", "Weekday", c.Weekday(d.Date.Weekday(), "name"), "Date", c.DayMonth(d.Date)), Times: c.DayTimes(d), Today: d.Date == today}
		if d.Holiday != "" {
			day.Why = c.T("holiday." + d.Holiday)
		}
		w.Special = append(w.Special, day)
	}
	if h.country != c.page.country && !sameOffset(c.now.In(h.line.Zone), c.now) {
		w.Zone = c.T("zone." + h.country)
	}
	return w
}

func (c *composer) unknown(detail string) *view.State {
	return &view.State{Code: string(hours.IsUnknown), Label: c.T("state.unknown"), Detail: detail}
}

func sameOffset(a, b time.Time) bool {
	_, x := a.Zone()
	_, y := b.Zone()
	return x == y
}
