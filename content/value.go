package content

import (
	"errors"
	"fmt"
	"net/mail"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"kontakto/content/hours"
)

// Date is a civil day.
type Date = hours.Date

// The types of value that a fact can have. Each reads itself from one YAML scalar and refuses,
// with the line and how to mend it, what it cannot be.
type (
	// E164 is a telephone number in the international form of ITU-T E.164: "+390123456789".
	E164 string
	// Email is an e-mail address.
	Email string
	// Link is a web address, http or https.
	Link string
	// Count is a whole number of things.
	Count int
	// Name is a string that prose must not spell because it has digits: a law, a product, a short code.
	Name string
	// Lines are the lines of a postal address without the country.
	Lines []string
	// Hours are opening hours.
	Hours struct{ *hours.Schedule }
)

// Moment is a date that may leave out the day, or the day and the month, as sources do.
type Moment struct {
	Date
	Precision string // "day", "month" or "year"
}

// Money is a sum in a currency (ISO 4217), in whole units: no source here prints cents.
type Money struct {
	Amount   int
	Currency string
}

// Cost is a sum, or one of the words free, local_rate, landline_rate, operator_rate, no_surcharge.
type Cost struct {
	Word string
	Money
}

// Duration is a length of time, ISO 8601 ("P20D", "PT60M", "P13M", "P1Y") in one unit, or a range
// of two ("PT24H/PT72H"); "/P2D" means at most.
type Duration struct {
	Min, Max int // Min 0: no lower end
	Unit     string
	AtMost   bool
}

// Units of a Duration, as the bundles name them.
var durationUnits = map[string]string{"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute"}

// DurationUnits lists every unit a Duration can have.
func DurationUnits() []string { return []string{"year", "month", "week", "day", "hour", "minute"} }

// After returns the day on which the duration, counted from d, ends. Hours and minutes end the same day.
func (d Duration) After(day Date) Date {
	switch d.Unit {
	case "year":
		return day.AddMonths(12 * d.Max)
	case "month":
		return day.AddMonths(d.Max)
	case "week":
		return day.AddDays(7 * d.Max)
	case "day":
		return day.AddDays(d.Max)
	}
	return day
}

// String returns the duration in ISO 8601 form.
func (d Duration) String() string {
	unit := ""
	for letter, name := range durationUnits {
		if name == d.Unit {
			unit = letter
		}
	}
	one := func(n int) string {
		if strings.HasPrefix(unit, "T") {
			return "PT" + strconv.Itoa(n) + unit[1:]
		}
		return "P" + strconv.Itoa(n) + unit
	}
	switch {
	case d.AtMost:
		return "/" + one(d.Max)
	case d.Min != 0:
		return one(d.Min) + "/" + one(d.Max)
	}
	return one(d.Max)
}

// scalar reads the text of one YAML value with parse, and names the line when it cannot.
func scalar[T any](n *yaml.Node, out *T, parse func(string) (T, error)) error {
	if n.Kind != yaml.ScalarNode {
		return typeError(n, 0, errors.New("one plain value is wanted here, not a list or a mapping"))
	}
	v, err := parse(n.Value)
	if err != nil {
		return typeError(n, 0, err)
	}
	*out = v
	return nil
}

// typeError wraps err so that the YAML decoder goes on and reports it with the others.
func typeError(n *yaml.Node, column int, err error) error {
	where := fmt.Sprintf("line %d", n.Line)
	if column > 0 {
		where += fmt.Sprintf(":%d", n.Column+column)
	}
	return &yaml.TypeError{Errors: []string{where + ": " + err.Error()}}
}

var e164 = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// UnmarshalYAML reads a number in E.164 form.
func (v *E164) UnmarshalYAML(n *yaml.Node) error {
	return scalar(n, v, func(s string) (E164, error) {
		if bare := strings.NewReplacer(" ", "", "-", "", "(", "", ")", "").Replace(s); bare != s && e164.MatchString(bare) {
			return "", fmt.Errorf("%q has spaces or signs in it; write %q", s, bare)
		}
		if !e164.MatchString(s) {
			return "", fmt.Errorf("%q is not a telephone number in E.164 form; write it as \"+390123456789\"", s)
		}
		return E164(s), nil
	})
}

// UnmarshalYAML reads an e-mail address.
func (v *Email) UnmarshalYAML(n *yaml.Node) error {
	return scalar(n, v, func(s string) (Email, error) {
		if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
			return "", fmt.Errorf("%q is not an e-mail address; write name@example.com and nothing else", s)
		}
		return Email(s), nil
	})
}

// UnmarshalYAML reads a web address.
func (v *Link) UnmarshalYAML(n *yaml.Node) error {
	return scalar(n, v, func(s string) (Link, error) {
		u, err := url.Parse(s)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || strings.ContainsAny(s, " <>\"") {
			return "", fmt.Errorf("%q is not a web address; write it whole, from https://, without remarks", s)
		}
		return Link(s), nil
	})
}

// Host returns the link's host in lower case, without port and final dot.
func (v Link) Host() string {
	u, err := url.Parse(string(v))
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
}

// UnmarshalYAML reads opening hours and names the column of what it does not understand.
func (v *Hours) UnmarshalYAML(n *yaml.Node) error {
	s, err := hours.Parse(n.Value)
	if err != nil {
		column := 0
		var syntax *hours.SyntaxError
		if errors.As(err, &syntax) {
			column = syntax.Column - 1
			if n.Style != 0 { // the opening quote
				column++
			}
			err = fmt.Errorf("opening hours %q: %s", n.Value, syntax.Text)
		}
		return typeError(n, column, err)
	}
	v.Schedule = s
	return nil
}

var duration = regexp.MustCompile(`^P(T?)([1-9][0-9]*)([YMWDHS])$`)

func parseDuration(s string) (Duration, error) {
	bad := fmt.Errorf("%q is not a duration; write ISO 8601 with one unit, as P20D, P13M, PT60M, or a range PT24H/PT72H", s)
	read := func(s string) (int, string) {
		m := duration.FindStringSubmatch(s)
		if m == nil {
			return 0, ""
		}
		n, _ := strconv.Atoi(m[2])
		return n, durationUnits[m[1]+m[3]]
	}
	low, high, ranged := strings.Cut(s, "/")
	if !ranged {
		high, low = low, ""
	}
	d := Duration{AtMost: ranged && low == ""}
	if d.Max, d.Unit = read(high); d.Unit == "" {
		return d, bad
	}
	if low != "" {
		unit := ""
		if d.Min, unit = read(low); unit != d.Unit || d.Min >= d.Max {
			return d, bad
		}
	}
	return d, nil
}

// UnmarshalYAML reads a duration.
func (d *Duration) UnmarshalYAML(n *yaml.Node) error { return scalar(n, d, parseDuration) }

var money = regexp.MustCompile(`^([1-9][0-9]*) ([A-Z]{3})$`)

func parseMoney(s string) (Money, error) {
	m := money.FindStringSubmatch(s)
	if m == nil {
		return Money{}, fmt.Errorf("%q is not a sum; write it as \"150 SEK\"", s)
	}
	amount, err := strconv.Atoi(m[1])
	return Money{amount, m[2]}, err
}

// UnmarshalYAML reads a sum.
func (m *Money) UnmarshalYAML(n *yaml.Node) error { return scalar(n, m, parseMoney) }

var costWords = []string{"free", "local_rate", "landline_rate", "operator_rate", "no_surcharge"}

// UnmarshalYAML reads a sum or a word.
func (c *Cost) UnmarshalYAML(n *yaml.Node) error {
	return scalar(n, c, func(s string) (Cost, error) {
		if slices.Contains(costWords, s) {
			return Cost{Word: s}, nil
		}
		m, err := parseMoney(s)
		if err != nil {
			err = fmt.Errorf("%q is not a cost; write a sum as \"150 SEK\" or one of %s", s, strings.Join(costWords, ", "))
		}
		return Cost{Money: m}, err
	})
}

func parseMoment(s string) (Moment, error) {
	for suffix, precision := range map[string]string{"": "day", "-01": "month", "-01-01": "year"} {
		if d, err := hours.ParseDate(s + suffix); err == nil && len(s)+len(suffix) == len("2006-01-02") {
			return Moment{d, precision}, nil
		}
	}
	return Moment{}, fmt.Errorf("%q is not a date; write 2026-11-21, 2026-11 or 2026", s)
}

// Written returns the moment as its source has it: "2026-11-21", "2026-11" or "2026".
func (m Moment) Written() string {
	return m.String()[:map[string]int{"year": 4, "month": 7, "day": 10}[m.Precision]]
}

// UnmarshalYAML reads a date, a month or a year.
func (m *Moment) UnmarshalYAML(n *yaml.Node) error { return scalar(n, m, parseMoment) }

// Day is a full date in YAML.
type Day struct{ Date }

// UnmarshalYAML reads a full date.
func (d *Day) UnmarshalYAML(n *yaml.Node) error {
	return scalar(n, &d.Date, hours.ParseDate)
}
