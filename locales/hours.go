package locales

import (
	"slices"
	"strconv"
	"time"

	"kontakto/content/hours"
)

// Time writes a time of day, "9" or "09.30", without the word for "at".
func (p *Printer) Time(t time.Time) string { return p.clock(t.Hour()*60+t.Minute(), false) }

// AtTime writes a time of day with the word for "at": "kl. 9".
func (p *Printer) AtTime(t time.Time) string {
	if t.Hour() == 1 { // Italian: all'1
		return p.T("time.at_one", "Time", p.Time(t))
	}
	return p.T("time.at", "Time", p.Time(t))
}

// clock writes minutes after midnight; beside is true when the time stands beside one with minutes,
// where some languages write both alike.
func (p *Printer) clock(minutes int, beside bool) string {
	h, m := minutes/60, minutes%60
	if h > 24 {
		h -= 24
	}
	two := func(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
	id := "time.hour"
	if m != 0 {
		id = "time.minutes"
	} else if beside {
		id = "time.hour_beside_minutes"
	}
	return p.T(id, "H", strconv.Itoa(h), "HH", two(h), "MM", two(m))
}

const allDay = 24 * 60

// spans writes the spans of a day with patterns of the given family, "hours" or "table".
func (p *Printer) spans(spans []hours.Span, family string) string {
	var parts []string
	for _, s := range spans {
		if s.To-s.From == allDay {
			return p.T(family + ".all_day")
		}
		beside := s.From%60 != 0 || s.To%60 != 0
		id := family + ".span"
		if one := s.From/60 == 1 || s.To/60 == 1 || s.To/60 == 25; one {
			id = family + ".span_one"
		}
		parts = append(parts, p.T(id, "From", p.clock(s.From, beside), "To", p.clock(s.To, beside)))
	}
	return p.List(parts)
}

// DayTimes writes the times of one day in the short form of a table: "9–12 og 13–15", "stengt".
func (p *Printer) DayTimes(d hours.Day) string {
	switch {
	case d.Kind == hours.Vague:
		return p.T("table.unknown")
	case d.Kind == hours.Off || len(d.Spans) == 0:
		return p.T("table.closed")
	}
	return p.spans(d.Spans, "table")
}

// week is what a schedule says of an ordinary week, and of the days outside it.
type week struct {
	days       [7]*hours.Rule // from Monday; nil: closed
	holidays   *hours.Rule
	exceptions []hours.Rule
}

func weekOf(s *hours.Schedule) week {
	var w week
	for _, r := range s.Rules {
		if len(r.Dates) > 0 {
			w.exceptions = append(w.exceptions, r)
			continue
		}
		for i := range w.days {
			if r.Days.Has(time.Weekday((i + 1) % 7)) {
				w.days[i] = &r
			}
		}
		if r.Holidays {
			w.holidays = &r
		}
	}
	return w
}

// run is a stretch of weekdays, from and to counted from Monday.
type run struct{ from, to int }

// group is the runs of days that share a rule.
type group struct {
	rule *hours.Rule
	runs []run
}

// groups gathers the days of a week by what holds on them, in the order of the first day of each.
func (w week) groups() []group {
	same := func(a, b *hours.Rule) bool {
		return a == b || a != nil && b != nil && a.Kind == b.Kind && slices.Equal(a.Spans, b.Spans)
	}
	var list []group
	for i, r := range w.days {
		at := slices.IndexFunc(list, func(g group) bool { return same(g.rule, r) })
		if at < 0 {
			list = append(list, group{rule: r})
			at = len(list) - 1
		}
		g := &list[at]
		if n := len(g.runs); n > 0 && g.runs[n-1].to == i-1 {
			g.runs[n-1].to = i
		} else {
			g.runs = append(g.runs, run{i, i})
		}
	}
	return list
}

// runs writes runs of days: "mandag–onsdag og fredag". When spoken, days that the language shortens
// there ("ma–pe") stand in full.
func (p *Printer) runs(runs []run, spoken bool) string {
	word := func(i int, form string) string {
		day := time.Weekday((i + 1) % 7)
		text := p.Weekday(day, form)
		if spoken && text == p.Weekday(day, "short") {
			return p.Weekday(day, "name")
		}
		return text
	}
	var parts []string
	for _, r := range runs {
		switch r.to - r.from {
		case 6:
			return p.T("hours.every_day")
		case 0:
			parts = append(parts, word(r.from, "each"))
		case 1:
			parts = append(parts, word(r.from, "each"), word(r.to, "each"))
		default:
			parts = append(parts, p.T("hours.days", "From", word(r.from, "from"), "To", word(r.to, "to")))
		}
	}
	return p.List(parts)
}

// Hours writes opening hours as a phrase: "mandag–fredag kl. 9–17, stengt på helligdager". Days on
// which the line is closed are left out; what is not known of a day is said.
func (p *Printer) Hours(s *hours.Schedule) string { return p.hours(s, false) }

// SpokenHours writes opening hours for a screen reader: as Hours, with no day shortened.
func (p *Printer) SpokenHours(s *hours.Schedule) string { return p.hours(s, true) }

func (p *Printer) hours(s *hours.Schedule, spoken bool) string {
	if s.Always {
		return p.T("hours.always")
	}
	w := weekOf(s)
	var parts []string
	for _, g := range w.groups() {
		if g.rule == nil || g.rule.Kind == hours.Off {
			continue
		}
		parts = append(parts, p.rule(p.runs(g.runs, spoken), g.rule))
	}
	if w.holidays != nil {
		parts = append(parts, p.rule(p.T("hours.holidays"), w.holidays))
	}
	for _, r := range w.exceptions {
		parts = append(parts, p.exception(&r, spoken))
	}
	if len(parts) == 0 {
		return p.T("hours.never")
	}
	out := parts[0]
	for _, part := range parts[1:] {
		out = p.T("hours.join", "Head", out, "Tail", part)
	}
	return out
}

func (p *Printer) rule(days string, r *hours.Rule) string {
	switch {
	case r.Kind == hours.Off:
		return p.T("hours.closed", "Days", days)
	case r.Kind == hours.Vague:
		return p.T("hours.unknown", "Days", days)
	case len(r.Spans) == 1 && r.Spans[0].To-r.Spans[0].From == allDay:
		return p.T("hours.open_all_day", "Days", days, "Times", p.spans(r.Spans, "hours"))
	}
	return p.T("hours.open", "Days", days, "Times", p.spans(r.Spans, "hours"))
}

// exception writes a rule for certain dates: "24.–26. desember: stengt".
func (p *Printer) exception(r *hours.Rule, spoken bool) string {
	var dates []string
	for _, d := range r.Dates {
		text := p.DayMonth(d.From)
		if d.To != d.From {
			text = p.T("date.range", "From", text, "To", p.DayMonth(d.To))
		}
		dates = append(dates, text)
	}
	days := p.List(dates)
	if !r.Exception {
		var runs []run
		for i := range 7 {
			if !r.Days.Has(time.Weekday((i + 1) % 7)) {
				continue
			}
			if n := len(runs); n > 0 && runs[n-1].to == i-1 {
				runs[n-1].to = i
			} else {
				runs = append(runs, run{i, i})
			}
		}
		days = p.T("hours.season", "Dates", days, "Days", p.runs(runs, spoken))
	}
	return p.rule(days, r)
}
