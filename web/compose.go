package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"kontakto/content"
	"kontakto/content/hours"
	"kontakto/locales"
	"kontakto/web/view"
)

// composer puts the facts of one page into words, as they hold at one instant. It numbers the sources
// in the order in which facts cite them, and keeps the next instant at which anything that it wrote
// would read differently.
type composer struct {
	*locales.Printer
	site     *site
	page     *page
	now      time.Time // in the reader's zone
	today    content.Date
	next     time.Time
	sources  []view.Source
	numbers  map[view.Source]int
	disputes []view.Dispute
	disputed map[*content.Evidence]string // place in the list of disputes
	shown    []*shown
	place    view.Link // the heading under which the composer writes
	label    string    // of the row that it writes
}

// shown is a fact that a page shows.
type shown struct {
	fact  supported
	place view.Link // the first heading under which it stands; no Href when it stands above all
	label string    // of its row there, if it has one
}

// supported is a fact of any type.
type supported interface{ Support() *content.Evidence }

// under notes the heading under which the facts to come stand.
func (c *composer) under(id, heading string) { c.place = view.Link{Text: heading, Href: "#" + id} }

// show notes that the page shows a fact here.
func (c *composer) show(f supported) {
	for _, s := range c.shown {
		if s.fact.Support() == f.Support() {
			if s.place.Href == "" {
				s.place, s.label = c.place, c.label
			}
			return
		}
	}
	c.shown = append(c.shown, &shown{f, c.place, c.label})
}

func (s *site) composer(p *page, now time.Time) *composer {
	now = now.In(p.zone)
	c := &composer{
		Printer: s.Locales.Printer(p.lang), site: s, page: p, now: now, today: hours.DateOf(now),
		numbers: map[view.Source]int{}, disputed: map[*content.Evidence]string{},
	}
	c.until(c.today.AddDays(1).In(p.zone))
	return c
}

// until notes an instant at which the page will say something else.
func (c *composer) until(t time.Time) {
	if t.After(c.now) && (c.next.IsZero() || t.Before(c.next)) {
		c.next = t
	}
}

// maxSources is how many sources a mark names, the best first; the API has them all.
const maxSources = 2

// mark cites a fact's sources and returns the mark that leads to the first of them.
func (c *composer) mark(e *content.Evidence) *view.Mark {
	if len(e.Sources) == 0 {
		return nil
	}
	return c.citation(e.Best(maxSources), e.Grade, c.T("evidence.mark", "Grade", c.grade(e)))
}

// citation is the mark that names sources and leads to the first of them.
func (c *composer) citation(sources []*content.Source, grade content.Grade, label string) *view.Mark {
	numbers := c.cite(sources)
	first := &c.sources[numbers[0]-1]
	first.ID = fmt.Sprintf("s%d", numbers[0])
	return &view.Mark{Text: ranges(numbers), Href: "#" + first.ID, Grade: string(grade), Label: label}
}

// cite enters sources into the page's list and returns their numbers in order. Only a page that
// a provider or a body made for the reader's country becomes a link. Others are named: a worried reader
// is sent neither to pages that may show numbers which nobody confirms, nor to another country's help.
func (c *composer) cite(list []*content.Source) []int {
	var numbers []int
	for _, s := range list {
		source := view.Source{Host: s.Host(), Note: c.sourceNote(s)}
		if c.site.Library.Trusted(s.URL) && (s.Scope == "" || s.Scope == c.page.country) {
			source.Href = string(s.URL)
		}
		n, ok := c.numbers[source]
		if !ok {
			c.sources = append(c.sources, source)
			n = len(c.sources)
			c.numbers[source] = n
		}
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// ranges writes numbers in order as people do: "3, 7–9".
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		switch part := strconv.Itoa(numbers[i]); {
		case j == i:
			parts = append(parts, part)
		case j == i+1:
			parts = append(parts, part, strconv.Itoa(numbers[j]))
		default:
			parts = append(parts, part+"–"+strconv.Itoa(numbers[j]))
		}
		i = j + 1
	}
	return strings.Join(parts, ", ")
}

// grade says a grade in words; of an official fact that only pages of other countries carry, it says so.
func (c *composer) grade(e *content.Evidence) string {
	if len(e.Scopes) > 0 && !slices.Contains(e.Scopes, c.page.country) {
		return c.T("grade.elsewhere")
	}
	return c.T("grade." + string(e.Grade))
}

// evidence is what the page has cited so far: call it last.
func (c *composer) evidence() view.Evidence {
	e := view.Evidence{Disputes: c.disputes, Sources: c.sources}
	if c.page.provider != nil {
		e.Checked = c.T("page.checked", "Country", c.T("country."+c.page.country), "Date", c.LongDate(c.page.checked))
	}
	return e
}

func (c *composer) overdue(e *content.Evidence) string {
	if e.Grade == content.Unknown || !e.Overdue(c.today) {
		return ""
	}
	return c.T("evidence.overdue", "Date", c.Date(e.Checked))
}

// sourceNote says when a source is from, if it says so itself, whose page it is and what weakens it.
func (c *composer) sourceNote(s *content.Source) string {
	var notes []string
	if s.Dated != nil {
		notes = append(notes, c.moment(*s.Dated))
	}
	if s.Scope != "" && s.Scope != c.page.country {
		notes = append(notes, c.T("source.scope", "Country", c.T("country."+s.Scope)))
	}
	if s.Caveat != "" {
		notes = append(notes, c.T("caveat."+string(s.Caveat)))
	}
	return strings.Join(notes, ", ")
}

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

// prose puts the facts into running text.
func (c *composer) prose(p content.Prose) view.Prose {
	out := make(view.Prose, 0, len(p))
	for _, part := range p {
		switch {
		case part.Message != nil:
			out = append(out, view.Piece{Message: part.Message})
		case part.Ref == nil:
			out = append(out, view.Piece{HTML: part.HTML})
		case part.Link:
			if f, ok := part.Ref.Target.(supported); ok {
				c.show(f)
			}
			out = append(out, view.Piece{Open: true, Href: c.href(part.Ref.Target)})
		default:
			v, _ := c.value(part.Ref.Target, part.Ref.Form)
			out = append(out, view.Piece{Value: v})
		}
	}
	return out
}

// href is the address that prose links to, "" when there is nowhere to go: an address outside the
// known domains, or an imprint that the settings leave out.
func (c *composer) href(target any) string {
	switch t := target.(type) {
	case *content.Fact[content.Link]:
		if t.Value != nil && c.site.Library.Trusted(*t.Value) {
			return string(*t.Value)
		}
	case *content.Topic:
		return topicPath(t)
	case *content.Page:
		if path := sitePagePath(t); c.site.pages[path] != nil {
			return path
		}
	}
	return ""
}

func (c *composer) section(s *content.Section) view.Section {
	if s == nil {
		return view.Section{}
	}
	c.under(s.ID, s.Heading)
	out := view.Section{ID: s.ID, Heading: s.Heading, Body: c.prose(s.Body)}
	for _, sub := range s.Sections {
		out.Sections = append(out.Sections, c.section(sub))
	}
	return out
}

func (c *composer) sections(list []*content.Section) []view.Section {
	out := make([]view.Section, len(list))
	for i, s := range list {
		out[i] = c.section(s)
	}
	return out
}
