package web

import (
	"time"

	"kontakto/content"
	"kontakto/content/hours"
	"kontakto/web/view"
)

// row adds a fact to a card's list, when there is one.
func (c *composer) row(rows []view.Row, label string, target any, known bool) []view.Row {
	if !known {
		return rows
	}
	v, conflicts := c.value(target, "")
	if v.Open { // the values follow one by one
		v.Text = c.T("grade." + string(content.Unknown))
	}
	return append(rows, view.Row{Label: c.T("fact." + label), Value: v, Conflicts: conflicts})
}

// channel draws one channel's card. Of a channel that was not found, claims that it exists carry their
// sources but earn no grade.
func (c *composer) channel(ch *content.Channel, check *view.Link) view.Card {
	contact := ch.Contact()
	card := view.Card{Kind: string(ch.Kind), Grade: string(contact.Grade), Badge: c.grade(contact)}
	card.Status, _ = c.value(&ch.Status, "")
	if *ch.Status.Value == "unknown" && contact == &ch.Status.Evidence {
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
		card.State = c.state(ch.Hours, c.page.country, func(h content.Hours) hours.Line {
			return hours.Line{Schedule: h.Schedule, Zone: c.page.zone, Holidays: hours.CalendarOf(c.page.country)}
		})
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
		card.State = c.state(b.Hours, b.Country, func(h content.Hours) hours.Line { return b.Line(h.Schedule) })
	}
	return card
}

// soon is how long before closing a line is said to close soon.
const soon = time.Hour

// state says whether a line is open. Hours whose sources disagree, or that are overdue, say nothing.
func (c *composer) state(f *content.Fact[content.Hours], country string, line func(content.Hours) hours.Line) *view.State {
	if f.Value == nil {
		return c.unknown(c.T("state.conflict"))
	}
	if f.Overdue(c.today) {
		return c.unknown(c.T("state.overdue"))
	}
	l := line(*f.Value)
	now := c.now.In(l.Zone)
	s := l.State(now)
	c.until(s.Until)
	c.until(s.Until.Add(-soon))
	c.until(hours.DateOf(now).AddDays(1).In(l.Zone))
	label, detail := c.Status(s, now)
	if detail != "" && country != c.page.country && !sameOffset(now, c.now) {
		detail = c.T("state.zone", "Text", detail, "Zone", c.T("zone."+country))
	}
	state := &view.State{Code: string(s.State), Label: label, Detail: detail}
	if f.Grade != content.Official {
		state.Note = c.T("state.reported")
	}
	return state
}

func (c *composer) unknown(detail string) *view.State {
	return &view.State{Code: string(hours.IsUnknown), Label: c.T("state.unknown"), Detail: detail}
}

func sameOffset(a, b time.Time) bool {
	_, x := a.Zone()
	_, y := b.Zone()
	return x == y
}
