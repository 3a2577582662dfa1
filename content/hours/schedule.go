// Package hours says whether a line is open: it reads opening hours in a subset of the
// OpenStreetMap notation (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification)
// and tells the state at an instant and the instant of the next change.
//
// The subset: rules joined by "; ", each an optional list of dates ("Dec 24-26",
// "2026 Dec 24-2027 Jan 02"), an optional list of weekdays and PH (public holidays), and then
// either spans ("09:00-12:00,13:00-17:00", past midnight when the end is not after the start),
// "off", or "unknown". A later rule replaces earlier ones on the days that it names. "24/7"
// alone means always, holidays included.
//
// One thing differs from OpenStreetMap, because a wrong "closed" or "open" sends somebody
// away or into a queue: on a public holiday that no rule names, the state is unknown wherever
// the schedule would have been open at some time of that day.
package hours

import (
	"fmt"
	"strings"
	"time"
)

// Kind is what a rule says of the days it names.
type Kind int

// The kinds of rule.
const (
	Open  Kind = iota // open in the rule's spans, closed outside
	Off               // closed all day
	Vague             // not known
)

// Span is a stretch of opening within a day, in minutes after midnight. To is greater
// than From, and past 24×60 when the span reaches into the next day.
type Span struct{ From, To int }

// Days is a set of weekdays; bit 0 is Monday.
type Days uint8

// EveryDay holds all seven weekdays.
const EveryDay Days = 1<<7 - 1

// Has reports whether the set holds w.
func (d Days) Has(w time.Weekday) bool { return d&(1<<index(w)) != 0 }

// index counts weekdays from Monday, as ISO 8601 does.
func index(w time.Weekday) int { return (int(w) + 6) % 7 }

// DateRange is a run of days, both ends included. Year 0 in From means every year, and
// then To may lie before From: the run passes New Year.
type DateRange struct{ From, To Date }

func (r DateRange) has(d Date) bool {
	if r.From.Year != 0 {
		return !d.Before(r.From) && !r.To.Before(d)
	}
	day := func(d Date) int { return int(d.Month)*100 + d.Day }
	from, to, at := day(r.From), day(r.To), day(d)
	if from <= to {
		return from <= at && at <= to
	}
	return at >= from || at <= to
}

// Rule is one part of a schedule.
type Rule struct {
	Dates     []DateRange // none: every date
	Days      Days        // weekdays it names
	Holidays  bool        // it names public holidays (PH)
	Exception bool        // it names dates and no weekday, so it also decides for a holiday among them
	Kind      Kind
	Spans     []Span // for Open, in order
}

// Schedule is a parsed line of opening hours. It is immutable.
type Schedule struct {
	Rules  []Rule
	Always bool // "24/7"
	spec   string
}

// String returns the notation the schedule was read from.
func (s *Schedule) String() string { return s.spec }

// NamesHolidays reports whether the schedule says what happens on public holidays.
func (s *Schedule) NamesHolidays() bool {
	for _, r := range s.Rules {
		if r.Holidays {
			return true
		}
	}
	return s.Always
}

// SyntaxError tells what is wrong with a line of opening hours and how to mend it.
type SyntaxError struct {
	Column int // in characters, from 1
	Text   string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("column %d: %s", e.Column, e.Text) }

// Parse reads a line of opening hours. A fault is a *SyntaxError.
func Parse(spec string) (*Schedule, error) {
	s := &Schedule{spec: spec}
	if spec == "24/7" {
		s.Always = true
		return s, nil
	}
	at := 0
	for _, text := range strings.Split(spec, ";") {
		r, err := parseRule(text, at)
		if err != nil {
			return nil, err
		}
		if !r.Exception && !r.Holidays && s.NamesHolidays() {
			return nil, fault(at, "this rule would undo the rule for holidays before it; write the rule with PH after it")
		}
		s.Rules = append(s.Rules, r)
		at += len(text) + 1
	}
	return s, nil
}

func fault(at int, format string, args ...any) error {
	return &SyntaxError{Column: at + 1, Text: fmt.Sprintf(format, args...)}
}
