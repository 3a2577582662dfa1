package locales

import (
	"strconv"
	"time"

	"kontakto/content/hours"
)

// Number writes a whole number with the language's grouping of digits.
func (p *Printer) Number(n int) string {
	s := strconv.Itoa(n)
	if len(s) < 4 {
		return s
	}
	if len(s) == 4 { // CLDR minimumGroupingDigits: Italian leaves four digits together
		return p.T("number.four", "Head", s[:1], "Tail", s[1:])
	}
	head := len(s) % 3
	if head == 0 {
		head = 3
	}
	out := s[:head]
	for ; head < len(s); head += 3 {
		out = p.T("number.group", "Head", out, "Tail", s[head:head+3])
	}
	return out
}

// Money writes a whole sum in a currency (ISO 4217).
func (p *Printer) Money(amount int, currency string) string {
	return p.T("money."+currency, "Amount", p.Number(amount))
}

// List joins parts as the language does, with a word before the last and no comma before that word.
func (p *Printer) List(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	out := parts[0]
	for i, part := range parts[1:] {
		if i == len(parts)-2 {
			out = p.T("list.last", "Head", out, "Tail", part)
		} else {
			out = p.T("list.more", "Head", out, "Tail", part)
		}
	}
	return out
}

// Length is a length of time to be written: Max of a unit ("day", "working_day", "week", "month",
// "year", "hour", "minute"), from Min when that is not 0, or at most Max.
type Length struct {
	Min, Max int
	Unit     string
	AtMost   bool
}

// Length writes a length of time. Form is "" for the plain phrase ("20 dager"), "within", "after"
// or "of", each a whole phrase, for languages inflect them.
func (p *Printer) Length(l Length, form string) string {
	count := p.Number(l.Max)
	if l.Min != 0 {
		count = p.T("range.numbers", "From", p.Number(l.Min), "To", count)
	}
	plain := p.N("length."+l.Unit, l.Max, "Count", count)
	if l.AtMost {
		plain = p.T("length.at_most", "Length", plain)
	}
	if form == "" {
		return plain
	}
	genitive := p.N("length_of."+l.Unit, l.Max, "Count", count)
	if form == "of" {
		return genitive
	}
	return p.T("length."+form, "Length", plain, "Genitive", genitive)
}

var monthKeys = [...]string{"", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// Date writes a day in the middle length of CLDR: "23. nov. 2026".
func (p *Printer) Date(d hours.Date) string { return p.date("date.medium", d) }

// LongDate writes a day with the month in full: "23. november 2026".
func (p *Printer) LongDate(d hours.Date) string { return p.date("date.long", d) }

// DayMonth writes a day without the year: "23. november".
func (p *Printer) DayMonth(d hours.Date) string { return p.date("date.day_month", d) }

// Month writes a month and year: "november 2026".
func (p *Printer) Month(d hours.Date) string { return p.date("date.month", d) }

func (p *Printer) date(id string, d hours.Date) string {
	if d.Day == 1 { // French: 1er
		id += "_first"
	}
	month := monthKeys[d.Month]
	return p.T(id, "Day", strconv.Itoa(d.Day), "Month", p.T("month."+month), "MonthShort", p.T("month_short."+month),
		"MonthNumber", strconv.Itoa(int(d.Month)), "Year", strconv.Itoa(d.Year))
}

var dayKeys = [...]string{time.Monday: "mon", time.Tuesday: "tue", time.Wednesday: "wed", time.Thursday: "thu", time.Friday: "fri", time.Saturday: "sat", time.Sunday: "sun"}

// Weekday writes a day of the week in one of the forms of the bundle: "name" (mandag), "short" (man.),
// "on" (on Monday), "from" and "to" (of a run of days), "each" (a single day of every week).
func (p *Printer) Weekday(w time.Weekday, form string) string {
	return p.T("day." + dayKeys[w] + "." + form)
}
