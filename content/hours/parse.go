package hours

import (
	"sort"
	"strconv"
	"strings"
	"time"
)

// scanner walks over the words of one rule and remembers where each stands.
type scanner struct {
	text string
	pos  int
	base int // where text starts in the whole line
}

func (s *scanner) spaces() {
	for s.pos < len(s.text) && s.text[s.pos] == ' ' {
		s.pos++
	}
}

func (s *scanner) done() bool { s.spaces(); return s.pos == len(s.text) }

// take moves past prefix when the rest of the rule begins with it.
func (s *scanner) take(prefix string) bool {
	if strings.HasPrefix(s.text[s.pos:], prefix) {
		s.pos += len(prefix)
		return true
	}
	return false
}

// name moves past the one of names that the rest begins with and returns its index, or -1.
func (s *scanner) name(names []string) int {
	for i, n := range names {
		if s.take(n) {
			return i
		}
	}
	return -1
}

// number reads exactly n digits; -1 when they do not stand here.
func (s *scanner) number(n int) int {
	if s.pos+n > len(s.text) {
		return -1
	}
	for _, c := range []byte(s.text[s.pos : s.pos+n]) {
		if c < '0' || c > '9' {
			return -1
		}
	}
	v, _ := strconv.Atoi(s.text[s.pos : s.pos+n])
	s.pos += n
	return v
}

func (s *scanner) fault(format string, args ...any) error {
	return fault(s.base+s.pos, format, args...)
}

var (
	weekdays = []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}
	months   = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

func parseRule(text string, at int) (Rule, error) {
	s := &scanner{text: text, base: at}
	var r Rule
	var err error
	if s.done() {
		return r, s.fault("an empty rule; write something like Mo-Fr 08:15-16:45")
	}
	if r.Dates, err = s.dates(); err != nil {
		return r, err
	}
	if err = s.days(&r); err != nil {
		return r, err
	}
	if r.Days == 0 && !r.Holidays {
		r.Days, r.Exception = EveryDay, len(r.Dates) > 0
	}
	if err = s.times(&r); err != nil {
		return r, err
	}
	if !s.done() {
		return r, s.fault("%q is not understood here; rules are joined by \"; \"", s.text[s.pos:])
	}
	return r, nil
}

// dates reads "Dec 24-26,Dec 31" or "2026 Dec 24-2027 Jan 02".
func (s *scanner) dates() ([]DateRange, error) {
	var list []DateRange
	for {
		s.spaces()
		start := s.pos
		from, ok, err := s.date(Date{})
		if err != nil || !ok {
			s.pos = start
			return list, err
		}
		r := DateRange{From: from, To: from}
		if s.take("-") {
			if r.To, ok, err = s.date(from); err != nil {
				return nil, err
			} else if !ok {
				return nil, s.fault("a date is missing after the dash; write Dec 24-26 or Dec 24-Jan 02")
			}
			if r.From.Year != 0 && r.To.Before(r.From) {
				return nil, s.fault("the dates run backwards")
			}
		}
		list = append(list, r)
		if !s.take(",") {
			return list, nil
		}
	}
}

// date reads one date; what it leaves out is taken from begin, the other end of a range.
func (s *scanner) date(begin Date) (Date, bool, error) {
	d := begin
	start := s.pos
	if y := s.number(4); y >= 0 {
		d.Year = y
		s.spaces()
	}
	m := s.name(months)
	if m >= 0 {
		d.Month = time.Month(m + 1)
		s.spaces()
	} else if begin.IsZero() {
		s.pos = start
		return Date{}, false, nil
	}
	if d.Day = s.number(2); d.Day < 0 {
		return Date{}, false, s.fault("a day of the month has two digits; write Dec 24")
	}
	leap := 2024 // any leap year lets 29 February stand when the year is open
	if d.Year != 0 {
		leap = d.Year
	}
	if DateOf(Date{leap, d.Month, d.Day}.In(time.UTC)) != (Date{leap, d.Month, d.Day}) {
		return Date{}, false, s.fault("%s has no day %d", months[d.Month-1], d.Day)
	}
	return d, true, nil
}

// days reads "Mo-We,Fr,PH".
func (s *scanner) days(r *Rule) error {
	for {
		s.spaces()
		if s.take("PH") {
			r.Holidays = true
		} else if from := s.name(weekdays); from >= 0 {
			to := from
			if s.take("-") {
				if to = s.name(weekdays); to < 0 {
					return s.fault("a weekday is missing after the dash; weekdays are Mo Tu We Th Fr Sa Su")
				}
			}
			for d := from; ; d = (d + 1) % 7 {
				r.Days |= 1 << d
				if d == to {
					break
				}
			}
		} else if r.Days != 0 || r.Holidays {
			return s.fault("a weekday is missing after the comma; weekdays are Mo Tu We Th Fr Sa Su, holidays PH")
		} else {
			return nil
		}
		if !s.take(",") {
			return nil
		}
	}
}

// times reads "09:00-12:00,13:00-17:00", "off" or "unknown".
func (s *scanner) times(r *Rule) error {
	s.spaces()
	switch {
	case s.take("off"):
		r.Kind = Off
		return nil
	case s.take("unknown"):
		r.Kind = Vague
		return nil
	}
	for {
		span, err := s.span()
		if err != nil {
			return err
		}
		r.Spans = append(r.Spans, span)
		if !s.take(",") {
			break
		}
	}
	sort.Slice(r.Spans, func(i, j int) bool { return r.Spans[i].From < r.Spans[j].From })
	for i := 1; i < len(r.Spans); i++ {
		if r.Spans[i].From < r.Spans[i-1].To {
			return s.fault("two spans of one day overlap")
		}
	}
	return nil
}

const minutesPerDay = 24 * 60

func (s *scanner) span() (Span, error) {
	from, err := s.clock()
	if err != nil {
		return Span{}, err
	}
	if from == minutesPerDay {
		return Span{}, s.fault("a span cannot begin at 24:00; write 00:00 on the next day")
	}
	if !s.take("-") {
		return Span{}, s.fault("a span needs a begin and an end; write 09:00-17:00")
	}
	to, err := s.clock()
	if err != nil {
		return Span{}, err
	}
	if to <= from {
		to += minutesPerDay
	}
	return Span{from, to}, nil
}

func (s *scanner) clock() (int, error) {
	start := s.pos
	h := s.number(2)
	colon := h >= 0 && s.take(":")
	m := -1
	if colon {
		m = s.number(2)
	}
	if m < 0 || m > 59 || h > 24 || h == 24 && m > 0 {
		s.pos = start
		return 0, s.fault("%q is not a time; write hours as 09:00-17:00, or off, or unknown", s.text[start:])
	}
	return h*60 + m, nil
}
