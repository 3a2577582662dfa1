package content

import "strings"

// Grade says how well a fact is supported. It is earned by the sources, never written.
type Grade string

// The grades. A fact is official when one of its sources lies on the domains of whoever the
// fact is about, reported when only others say it, and unknown when it has no value.
const (
	Official Grade = "official"
	Reported Grade = "reported"
	Unknown  Grade = "unknown"
)

// Source is a page that carries a fact.
type Source struct {
	URL    Link    `yaml:"url"`
	Site   string  `yaml:"site"`  // instead of URL: the host alone is known, or the page must not be linked
	Dated  *Moment `yaml:"dated"` // the page's own date
	Scope  string  `yaml:"scope"` // the country (ISO 3166, or EU) whose page it is, when it is another's
	Caveat Caveat  `yaml:"caveat"`
}

// Host returns the name of the site.
func (s *Source) Host() string {
	if s.URL != "" {
		return strings.TrimPrefix(s.URL.Host(), "www.")
	}
	return s.Site
}

// Sources are the named sources of one file.
type Sources map[string]*Source

// Claim is a value that some sources give against the fact's own.
type Claim[T any] struct {
	Value      T        `yaml:"value"`
	National   string   `yaml:"national"` // of a telephone number: its printed form
	Days       DayCount `yaml:"days"`     // of a length of time: the days that it counts
	SourceKeys []string `yaml:"sources"`
	Verdict    Verdict  `yaml:"verdict"`

	Sources []*Source `yaml:"-"`
}

// Former is a value that the fact had before, from one day until another on which it no longer held.
type Former[T any] struct {
	Claim[T] `yaml:",inline"`
	From     *Day `yaml:"from"`
	Until    *Day `yaml:"until"`
	Why      Why  `yaml:"why"`
}

// Fact is a value with what supports it. Value is nil when only Conflicts are known.
type Fact[T any] struct {
	Value      *T          `yaml:"value"`
	SourceKeys []string    `yaml:"sources"`
	CheckedOn  *Day        `yaml:"checked"`
	About      string      `yaml:"about"` // id of the body that states the fact, when it is not the provider
	Conflicts  []Claim[T]  `yaml:"conflicts"`
	AddedOn    *Day        `yaml:"added"`   // when it joined pages that stood already
	History    []Former[T] `yaml:"history"` // what it was before, oldest first

	Evidence `yaml:"-"`
}

// Evidence is what supports a fact, worked out when the content is loaded.
type Evidence struct {
	Path    string // names the fact for good, as prose does: "phone.number", "arn.cost", "limits.purchase.claim"
	Grade   Grade
	Sources []*Source // those on the owner's own domains first
	Checked Date      // when somebody last compared it with its sources
	Due     Date      // the first day on which that is too long ago
	Scopes  []string  // of an official fact: the countries whose pages say so, when none is the country's own
	Changes []Change  // oldest first
}

// Change is a day on which a fact changed.
type Change struct {
	On     Date
	Why    Why // "" when the fact was added; what follows is then empty
	Former int // the value before, in the fact's History

	Grade   Grade // of the value before
	Sources []*Source
}

// Changed returns the day of the last change, the zero Date when the fact is as it was at first.
func (e *Evidence) Changed() Date {
	if len(e.Changes) == 0 {
		return Date{}
	}
	return e.Changes[len(e.Changes)-1].On
}

// Support returns e, from whichever fact it belongs to.
func (e *Evidence) Support() *Evidence { return e }

// Overdue reports whether the fact should have been checked again by today.
func (e *Evidence) Overdue(today Date) bool { return !e.Due.IsZero() && !today.Before(e.Due) }

// Confirmed reports whether the fact may be acted on today: official and not overdue. Only then
// may a page offer a telephone number or an e-mail address as a link.
func (e *Evidence) Confirmed(today Date) bool { return e.Grade == Official && !e.Overdue(today) }

// Best returns at most n sources, those on the owner's own domains first.
func (e *Evidence) Best(n int) []*Source { return e.Sources[:min(n, len(e.Sources))] }

// Number is a telephone number with its printed forms, or a short code that has no E.164 form.
type Number struct {
	Fact[E164]    `yaml:",inline"`
	National      string `yaml:"national"`
	International string `yaml:"international"`
	ShortCode     string `yaml:"short_code"`
}

// Address is a postal address.
type Address struct {
	Fact[Lines] `yaml:",inline"`
	Country     string `yaml:"country"`
}

// Limit is a length of time that counts from an event.
type Limit struct {
	Fact[Duration] `yaml:",inline"`
	From           Event    `yaml:"from"`
	Days           DayCount `yaml:"days"`
}

// Statement is a fact without a value to print: prose says it in its own words and marks it.
// Says sums it up in English for whoever checks it again.
type Statement struct {
	Fact[struct{}] `yaml:",inline"`
	Says           string `yaml:"says"`
}

// Facts are the facts of one provider, country or body that prose names by id.
type Facts struct {
	Limits     map[string]*Limit        `yaml:"limits"`
	Amounts    map[string]*Fact[Money]  `yaml:"amounts"`
	Dates      map[string]*Fact[Moment] `yaml:"dates"`
	Counts     map[string]*Fact[Count]  `yaml:"counts"`
	Names      map[string]*Fact[Name]   `yaml:"names"`
	Statements map[string]*Statement    `yaml:"statements"`
	Pages      map[string]*Fact[Link]   `yaml:"pages"`
}

// find returns the fact with the path's section and id, nil when there is none.
func (f *Facts) find(section, id string) any {
	switch section {
	case "limits":
		return orNil(f.Limits[id])
	case "amounts":
		return orNil(f.Amounts[id])
	case "dates":
		return orNil(f.Dates[id])
	case "counts":
		return orNil(f.Counts[id])
	case "names":
		return orNil(f.Names[id])
	case "statements":
		return orNil(f.Statements[id])
	case "pages":
		return orNil(f.Pages[id])
	}
	return nil
}

// orNil keeps a nil pointer from becoming a non-nil any.
func orNil[T any](p *T) any {
	if p == nil {
		return nil
	}
	return p
}
