package hours

import (
	"slices"
	"time"
)

// State is what can be said of a line at an instant. The words are those of the site's
// data-open attribute and API.
type State string

// The states.
const (
	IsOpen    State = "open"
	IsClosed  State = "closed"
	IsUnknown State = "unknown"
)

// Line is a schedule in force at a place: in a time zone, under a calendar of holidays.
type Line struct {
	Schedule *Schedule
	Zone     *time.Location
	Holidays Calendar
}

// Day is what the schedule says of one civil day.
type Day struct {
	Date    Date
	Kind    Kind
	Spans   []Span // for Open
	Holiday string // id of the public holiday, "" when it is none
	Dated   bool   // an exception for this very date decides
}

// Status is the state of a line at an instant, with what comes next.
type Status struct {
	State   State
	Until   time.Time // when State ends; zero when it lasts longer than a year
	Then    State     // the state from Until on
	Opens   time.Time // when closed or unknown: the next opening within a year, else zero
	Holiday string    // id of the holiday that explains a closed or unknown state
}

// horizon bounds the search for the next change: every schedule that ever changes does
// so within a year, but for rules dated in later years.
const horizon = 366

// Day returns what the schedule says of d: the last rule that names it, or unknown when
// d is a holiday that no rule names and the line would have been open.
func (l Line) Day(d Date) Day {
	day := Day{Date: d, Kind: Off, Holiday: l.Holidays.Holiday(d)}
	if l.Schedule.Always {
		day.Kind, day.Spans = Open, []Span{{0, minutesPerDay}}
		return day
	}
	silent := day.Holiday != "" && !l.Schedule.NamesHolidays()
	for _, r := range l.Schedule.Rules {
		if !r.names(d, day.Holiday != "") {
			continue
		}
		day.Kind, day.Spans, day.Dated = r.Kind, r.Spans, r.Exception
		if silent && !day.Dated && r.Kind == Open {
			day.Kind, day.Spans = Vague, nil
		}
	}
	return day
}

// ordinary returns what the schedule says of a day of the week when nothing is special about it.
func (l Line) ordinary(d Date) Day {
	day := Day{Date: d, Kind: Off}
	if l.Schedule.Always {
		return l.Day(d)
	}
	for _, r := range l.Schedule.Rules {
		if len(r.Dates) == 0 && r.Days.Has(d.Weekday()) {
			day.Kind, day.Spans = r.Kind, r.Spans
		}
	}
	return day
}

// Week returns the ordinary days of the week in which d lies, from Monday.
func (l Line) Week(d Date) [7]Day {
	var week [7]Day
	monday := d.AddDays(-index(d.Weekday()))
	for i := range week {
		week[i] = l.ordinary(monday.AddDays(i))
	}
	return week
}

// Special returns those of the n days from d on of which the schedule says something else than of
// the same day in an ordinary week.
func (l Line) Special(d Date, n int) []Day {
	var list []Day
	for range n {
		day, usual := l.Day(d), l.ordinary(d)
		if day.Kind != usual.Kind || !slices.Equal(day.Spans, usual.Spans) {
			list = append(list, day)
		}
		d = d.AddDays(1)
	}
	return list
}

func (r Rule) names(d Date, holiday bool) bool {
	if !r.Days.Has(d.Weekday()) && !(r.Holidays && holiday) {
		return false
	}
	for _, dates := range r.Dates {
		if dates.has(d) {
			return true
		}
	}
	return len(r.Dates) == 0
}

// at returns the state at t and the holiday behind it. A span that began the day before
// holds on past midnight whatever the new day's rule is.
func (l Line) at(t time.Time) (State, string) {
	d := DateOf(t.In(l.Zone))
	today := l.Day(d)
	if l.within(today, t) || l.within(l.Day(d.AddDays(-1)), t) {
		return IsOpen, ""
	}
	if today.Kind == Vague {
		return IsUnknown, today.Holiday
	}
	if today.Kind == Off && !today.Dated {
		return IsClosed, today.Holiday
	}
	return IsClosed, ""
}

func (l Line) within(day Day, t time.Time) bool {
	for _, s := range day.Spans {
		if !t.Before(l.instant(day.Date, s.From)) && t.Before(l.instant(day.Date, s.To)) {
			return true
		}
	}
	return false
}

// instant is the moment at which the clocks of the line's zone show minute on d. time.Date
// moves a time that a clock change skips forward, and takes the later of two equal ones.
func (l Line) instant(d Date, minute int) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, minute, 0, 0, l.Zone)
}

// State returns the state at t, when it ends and what follows.
func (l Line) State(t time.Time) Status {
	state, holiday := l.at(t)
	s := Status{State: state, Holiday: holiday}
	d := DateOf(t.In(l.Zone)).AddDays(-1)
	for range horizon {
		for _, c := range l.edges(d) {
			if !c.After(t) {
				continue
			}
			next, _ := l.at(c)
			if s.Until.IsZero() && next != state {
				s.Until, s.Then = c, next
			}
			if state != IsOpen && next == IsOpen {
				s.Opens = c
			}
			if !s.Until.IsZero() && (state == IsOpen || !s.Opens.IsZero()) {
				return s
			}
		}
		d = d.AddDays(1)
	}
	return s
}

// edges lists the instants at which the rule of d may change the state. The end of a span
// that passes midnight is listed with the day it began; nothing can change before it, for
// the line is open until then.
func (l Line) edges(d Date) []time.Time {
	list := []time.Time{d.In(l.Zone)}
	for _, s := range l.Day(d).Spans {
		list = append(list, l.instant(d, s.From), l.instant(d, s.To))
	}
	return list
}
