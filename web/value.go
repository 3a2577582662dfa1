package web

import (
	"fmt"
	"slices"
	"strings"

	"kontakto/content"
	"kontakto/locales"
	"kontakto/web/view"
)

// Values in the reader's words, each with its mark and with what disagrees.

func (c *composer) moment(m content.Moment) string {
	switch m.Precision {
	case "year":
		return m.Written()
	case "month":
		return c.Month(m.Date)
	}
	return c.LongDate(m.Date)
}

// contested builds the value of a fact: what text says of it, and of each value that disagrees. A fact
// with such values is entered into the page's list of disputes.
func contested[T any](c *composer, f *content.Fact[T], text func(T) string) (*view.Value, []view.Conflict) {
	return contestedClaims(c, f, text, func(claim content.Claim[T]) string { return text(claim.Value) })
}

// contestedClaims is contested where a conflicting value is said in another way than the fact's own.
func contestedClaims[T any](c *composer, f *content.Fact[T], text func(T) string, claimed func(content.Claim[T]) string) (*view.Value, []view.Conflict) {
	v := &view.Value{Mark: c.mark(&f.Evidence), Overdue: c.overdue(&f.Evidence)}
	said := func(claim content.Claim[T]) string {
		if claim.National != "" {
			return claim.National
		}
		return claimed(claim)
	}
	for _, h := range f.History {
		v.Before = append(v.Before, said(h.Claim))
	}
	var conflicts []view.Conflict
	var values []string
	for _, claim := range f.Conflicts {
		one := view.Conflict{Value: said(claim)}
		if claim.Verdict != "" {
			one.Verdict = c.T("verdict." + string(claim.Verdict))
		}
		one.Mark = c.citation(claim.Sources, content.Reported, c.T("evidence.sources"))
		conflicts = append(conflicts, one)
		values = append(values, one.Value)
	}
	if f.Value != nil {
		v.Text = text(*f.Value)
	} else {
		v.Text, v.Open = strings.Join(values, " / "), true
	}
	if len(conflicts) > 0 {
		v.Dispute = c.dispute(&f.Evidence, v, conflicts)
	}
	return v, conflicts
}

// dispute enters a fact whose sources disagree into the page's list and returns the place there.
func (c *composer) dispute(e *content.Evidence, v *view.Value, conflicts []view.Conflict) *view.Link {
	id := c.disputed[e]
	if id == "" {
		id = fmt.Sprintf("d%d", len(c.disputes)+1)
		c.disputed[e] = id
		d := view.Dispute{ID: id, Place: c.place, Conflicts: conflicts}
		if v.Mark != nil {
			d.Value, d.Mark = v.Text, v.Mark
		}
		c.disputes = append(c.disputes, d)
	}
	return &view.Link{Text: c.T("conflict.mark"), Href: "#" + id}
}

// value builds the value of whatever fact prose may name; form is the form of a length of time.
func (c *composer) value(target any, form string) (*view.Value, []view.Conflict) {
	if f, ok := target.(supported); ok {
		c.show(f)
	}
	switch f := target.(type) {
	case *content.Limit:
		return contestedClaims(c, &f.Fact, func(d content.Duration) string { return c.length(d, f.Days, form) },
			func(claim content.Claim[content.Duration]) string { return c.length(claim.Value, claim.Days, form) })
	case *content.Fact[content.Duration]:
		return contested(c, f, func(d content.Duration) string { return c.length(d, "", form) })
	case *content.Fact[content.Money]:
		return contested(c, f, func(m content.Money) string { return c.Money(m.Amount, m.Currency) })
	case *content.Fact[content.Moment]:
		return contested(c, f, c.moment)
	case *content.Fact[content.Count]:
		return contested(c, f, func(n content.Count) string { return c.Number(int(n)) })
	case *content.Fact[content.Name]:
		return contested(c, f, func(n content.Name) string { return string(n) })
	case *content.Fact[content.Status]:
		return contested(c, f, func(s content.Status) string { return c.T("status." + string(s)) })
	case *content.Fact[content.SignIn]:
		return contested(c, f, func(s content.SignIn) string { return c.T("sign_in." + string(s)) })
	case *content.Fact[content.Takes]:
		return contested(c, f, func(t content.Takes) string { return c.T("takes." + string(t)) })
	case *content.Fact[content.Cost]:
		return contested(c, f, c.cost)
	case *content.Fact[content.Hours]:
		v, conflicts := contested(c, f, func(h content.Hours) string { return c.Hours(h.Schedule) })
		if f.Value != nil {
			if spoken := c.SpokenHours(f.Value.Schedule); spoken != v.Text {
				v.Spoken = spoken
			}
		}
		return v, conflicts
	case *content.Fact[content.Link]:
		return c.link(f)
	case *content.Fact[content.Email]:
		v, conflicts := contested(c, f, func(e content.Email) string { return string(e) })
		if f.Value != nil && f.Confirmed(c.today) {
			v.Href = "mailto:" + v.Text
		}
		return v, conflicts
	case *content.Number:
		return c.number(f)
	case *content.Address:
		v, conflicts := contested(c, &f.Fact, func(l content.Lines) string { return strings.Join(l, ", ") })
		if f.Value != nil {
			v.Lines = c.address(*f.Value, f.Country)
		}
		return v, conflicts
	case *content.Statement:
		return &view.Value{Mark: c.mark(&f.Evidence), Overdue: c.overdue(&f.Evidence)}, nil
	case *content.Body:
		v := &view.Value{Text: f.Name, Lang: c.foreign(f.Lang)}
		if f.URL != nil && f.URL.Value != nil {
			c.show(f.URL)
			v.Href, v.Mark = string(*f.URL.Value), c.mark(&f.URL.Evidence)
		}
		return v, nil
	}
	return &view.Value{}, nil
}

func (c *composer) length(d content.Duration, days content.DayCount, form string) string {
	unit := d.Unit
	if days != "" {
		unit = string(days) + "_" + unit
	}
	return c.Length(locales.Length{Min: d.Min, Max: d.Max, Unit: unit, AtMost: d.AtMost}, form)
}

func (c *composer) cost(v content.Cost) string {
	if v.Word != "" {
		return c.T("cost." + v.Word)
	}
	return c.Money(v.Amount, v.Currency)
}

// link shows an address by its site and path. Only an address on the owner's domains may be opened.
func (c *composer) link(f *content.Fact[content.Link]) (*view.Value, []view.Conflict) {
	v, conflicts := contested(c, f, shortAddress)
	if f.Value != nil && c.site.Library.Trusted(*f.Value) {
		v.Href = string(*f.Value)
	}
	return v, conflicts
}

// maxAddress is how long an address may be to be shown with its path; a longer one shows its site alone.
const maxAddress = 42

func shortAddress(l content.Link) string {
	_, rest, _ := strings.Cut(string(l), "://")
	rest = strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
	if len(rest) > maxAddress || strings.ContainsAny(rest, "%?") {
		return strings.TrimPrefix(l.Host(), "www.")
	}
	return rest
}

// number shows a telephone number, in the international form to readers of another country. It can be
// called only when it is confirmed.
func (c *composer) number(n *content.Number) (*view.Value, []view.Conflict) {
	v, conflicts := contested(c, &n.Fact, func(e content.E164) string {
		if n.ShortCode == "" && !content.InCountry(e, c.page.country) {
			return n.International
		}
		return n.National
	})
	if n.Value != nil && n.ShortCode == "" && n.Confirmed(c.today) {
		v.Href = "tel:" + string(*n.Value)
	}
	return v, conflicts
}

// address adds the country to the lines of an address, unless it is the reader's own or stands there
// in whichever language.
func (c *composer) address(lines []string, code string) []string {
	if code == c.page.country {
		return lines
	}
	for _, lang := range c.site.Locales.Languages() {
		if strings.Contains(lines[len(lines)-1], c.site.Locales.Printer(lang).T("country."+code)) {
			return lines
		}
	}
	return append(slices.Clone(lines), c.T("country."+code))
}

// foreign returns lang unless it is the page's.
func (c *composer) foreign(lang string) string {
	if lang == c.Lang() {
		return ""
	}
	return lang
}
