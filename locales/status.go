package locales

import (
	"time"

	"kontakto/content/hours"
)

// soon is how long before closing a line is said to close soon.
const soon = time.Hour

// Status puts the state of a line at now, which is in the line's zone, into words: a label ("Åpent nå")
// and what comes next or why it is so ("stenger kl. 17"), which can be empty.
func (p *Printer) Status(s hours.Status, now time.Time) (label, detail string) {
	switch {
	case s.State == hours.IsOpen && s.Until.IsZero():
		return p.T("state.always"), ""
	case s.State == hours.IsOpen && s.Until.Sub(now) <= soon:
		return p.T("state.closes_soon"), p.moment("closes", s.Until, now)
	case s.State == hours.IsOpen:
		return p.T("state.open"), p.moment("closes", s.Until, now)
	case s.State == hours.IsUnknown && s.Holiday != "":
		return p.T("state.unknown"), p.T("state.holiday_unknown", "Holiday", p.T("holiday."+s.Holiday))
	case s.State == hours.IsUnknown:
		return p.T("state.unknown"), p.T("state.day_unknown")
	case s.Opens.IsZero():
		return p.T("state.closed"), ""
	case s.Holiday != "":
		return p.T("state.closed"), p.T("state.holiday", "Holiday", p.T("holiday."+s.Holiday), "Opens", p.moment("opens", s.Opens, now))
	}
	return p.T("state.closed"), p.moment("opens", s.Opens, now)
}

// moment says when a line opens or closes, in whole messages: today at a time, tomorrow, on a weekday
// of the coming week, or on a date.
func (p *Printer) moment(verb string, t, now time.Time) string {
	t = t.In(now.Location())
	day, today := hours.DateOf(t), hours.DateOf(now)
	at := p.AtTime(t)
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
