package locales

import (
	"time"

	"kontakto/content/hours"
)

// Soon is how long before closing a line is said to close soon.
const Soon = time.Hour

// Status puts the state of a line at now, which is in the line's zone, into words: a label ("Åpent nå")
// and what comes next or why it is so ("stenger kl. 17"), which can be empty.
func (p *Printer) Status(s hours.Status, now time.Time) (label, detail string) {
	switch {
	case s.State == hours.IsOpen && s.Until.IsZero():
		return p.T("state.always"), ""
	case s.State == hours.IsOpen && s.Then == hours.IsUnknown: // a holiday of which nothing is known begins
		if hours.DateOf(s.Until.In(now.Location())) == hours.DateOf(now).AddDays(1) {
			detail = p.T("state.tomorrow_unknown")
		}
		return p.T("state.open"), detail
	case s.State == hours.IsOpen && s.Until.Sub(now) <= Soon:
		return p.T("state.closes_soon"), p.moment("closes", s.Until, now)
	case s.State == hours.IsOpen:
		return p.T("state.open"), p.moment("closes", s.Until, now)
	case s.State == hours.IsUnknown && s.Holiday != "":
		return p.T("state.unknown"), p.T("state.holiday_unknown", "Holiday", p.T("holiday."+s.Holiday))
	case s.State == hours.IsUnknown:
		return p.T("state.unknown"), p.T("state.day_unknown")
	case s.Opens.IsZero():
		return p.T("state.closed"), ""
	}
	detail = p.moment("opens", s.Opens, now)
	if s.Then == hours.IsUnknown { // a day of which nothing is known lies before
		detail = p.T("state.maybe_before", "Opens", detail)
	}
	if s.Holiday != "" {
		detail = p.T("state.holiday", "Holiday", p.T("holiday."+s.Holiday), "Opens", detail)
	}
	return p.T("state.closed"), detail
}

// Notices warns of days to come on which a line keeps other hours than usual: one sentence for the
// days on which it is closed, one for those of which it is not known, and one for each other.
func (p *Printer) Notices(days []hours.Day) []string {
	var closed, unknown []hours.Date
	var notices []string
	for _, d := range days {
		switch d.Kind {
		case hours.Off:
			closed = append(closed, d.Date)
		case hours.Vague:
			unknown = append(unknown, d.Date)
		case hours.Open:
			notices = append(notices, p.T("notice.hours", "Date", p.DayMonth(d.Date), "Times", p.DayTimes(d)))
		}
	}
	if len(unknown) > 0 {
		notices = append([]string{p.N("notice.unknown", len(unknown), "Dates", p.dates(unknown))}, notices...)
	}
	if len(closed) > 0 {
		notices = append([]string{p.N("notice.closed", len(closed), "Dates", p.dates(closed))}, notices...)
	}
	return notices
}

// dates writes days of the same month together: "25. og 26. desember".
func (p *Printer) dates(days []hours.Date) string {
	var parts []string
	for len(days) > 0 {
		month := days[0].Month
		var numbers []string
		n := 0
		for n < len(days) && days[n].Month == month {
			numbers = append(numbers, p.date("date.day", days[n]))
			n++
		}
		parts = append(parts, p.T("date.days_of_month", "Days", p.List(numbers), "Month", p.T("month."+monthKeys[month])))
		days = days[n:]
	}
	return p.List(parts)
}

// moment says when a line opens or closes, in whole messages: today at a time, tomorrow, on a weekday
// of the coming week, or on a date.
func (p *Printer) moment(verb string, t, now time.Time) string {
	t = t.In(now.Location())
	day, today := hours.DateOf(t), hours.DateOf(now)
	at := p.AtTime(t)
	if verb == "closes" && t.Hour() == 0 && t.Minute() == 0 { // midnight ends the day before
		t = t.Add(-time.Second)
		day, at = day.AddDays(-1), p.T("time.at_midnight")
	}
	switch {
	case day == today:
		return p.T(verb+".today", "At", at)
	case day == today.AddDays(1):
		return p.T(verb+".tomorrow", "At", at)
	case day.Before(today.AddDays(7)):
		return p.T(verb+".weekday", "Day", p.Weekday(t.Weekday(), "on"), "At", at)
	}
	return p.T(verb+".date", "Date", p.T("date.weekday", "Day", p.Weekday(t.Weekday(), "on"), "Date", p.DayMonth(day)), "At", at)
}
