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
	numbers  map[view.Source]int     // their places in the list, by how they read
	cited    map[*content.Source]int // and by what they are
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
func (c *composer) under(s *content.Section) {
	c.place = view.Link{Text: s.Heading, Href: "#" + s.ID}
}

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
		numbers: map[view.Source]int{}, cited: map[*content.Source]int{}, disputed: map[*content.Evidence]string{},
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
	return c.citation(e.Best(maxSources), e.Grade, c.T("evidence.mark", "Grade", c.grade(e)))
}

// citation is the mark that names sources and leads to the first of them, nil when there is none.
func (c *composer) citation(sources []*content.Source, grade content.Grade, label string) *view.Mark {
	if len(sources) == 0 {
		return nil
	}
	numbers := make([]int, len(sources))
	for i, s := range sources {
		numbers[i] = c.cite(s)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	first := &c.sources[numbers[0]-1]
	first.ID = fmt.Sprintf("s%d", numbers[0])
	return &view.Mark{Text: ranges(numbers), Href: "#" + first.ID, Grade: string(grade), Label: label, Site: first.Host}
}

// cite enters a source into the page's list and returns its number; what reads the same is one source. Only
// a page that a provider or a body made for the reader's country becomes a link. Others are named: a worried
// reader is sent neither to pages that may show numbers which nobody confirms, nor to another country's help.
func (c *composer) cite(s *content.Source) int {
	if n, ok := c.cited[s]; ok {
		return n
	}
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
	c.cited[s] = n
	return n
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

// opening is a section without those below it.
func (c *composer) opening(s *content.Section) view.Section {
	c.under(s)
	return view.Section{ID: s.ID, Heading: s.Heading, Body: c.prose(s.Body)}
}

func (c *composer) section(s *content.Section) view.Section {
	out := c.opening(s)
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
