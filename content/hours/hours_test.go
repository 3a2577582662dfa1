package hours

import (
	"testing"
	"time"
)

func at(t *testing.T, s, zone string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestState(t *testing.T) {
	for _, c := range []struct {
		name, spec, country, zone, at string
		state                         State
		until                         string
		then                          State
		opens, holiday                string
	}{
		{"open on a Friday", "Mo-Fr 09:00-17:00; PH off", "IT", "Europe/Rome", "2026-11-20 10:00", IsOpen, "2026-11-20 17:00", IsClosed, "", ""},
		{"the last minute", "Mo-Fr 09:00-17:00; PH off", "IT", "Europe/Rome", "2026-11-20 16:59", IsOpen, "2026-11-20 17:00", IsClosed, "", ""},
		{"closed at the very end", "Mo-Fr 09:00-17:00; PH off", "IT", "Europe/Rome", "2026-11-20 17:00", IsClosed, "2026-11-23 09:00", IsOpen, "2026-11-23 09:00", ""},
		{"a holiday with its rule", "Mo-Fr 09:00-17:00; PH off", "IT", "Europe/Rome", "2026-12-08 10:00", IsClosed, "2026-12-09 09:00", IsOpen, "2026-12-09 09:00", "immaculate_conception"},
		{"a holiday without a rule", "Mo-Fr 09:00-17:00", "NO", "Europe/Oslo", "2027-05-17 10:00", IsUnknown, "2027-05-18 00:00", IsClosed, "2027-05-18 09:00", "constitution_day"},
		{"a holiday on a day that is closed anyway", "Mo-Fr 09:00-17:00", "NO", "Europe/Oslo", "2026-12-26 10:00", IsClosed, "2026-12-28 09:00", IsOpen, "2026-12-28 09:00", "boxing_day"},
		{"into a holiday without a rule", "Mo-Fr 09:00-17:00", "FI", "Europe/Helsinki", "2027-01-05 18:00", IsClosed, "2027-01-06 00:00", IsUnknown, "2027-01-07 09:00", ""},
		{"weekend unknown", "Mo-Fr 08:00-18:00; Sa-Su unknown", "FI", "Europe/Helsinki", "2026-11-21 12:00", IsUnknown, "2026-11-23 00:00", IsClosed, "2026-11-23 08:00", ""},
		{"always", "24/7", "NO", "Europe/Oslo", "2026-12-25 03:00", IsOpen, "", "", "", ""},
		{"lunch", "Mo-Tu 08:30-12:30,13:15-17:15", "FR", "Europe/Paris", "2026-11-23 12:45", IsClosed, "2026-11-23 13:15", IsOpen, "2026-11-23 13:15", ""},
		{"past midnight", "Fr 22:00-02:00", "NL", "Europe/Amsterdam", "2026-11-21 01:30", IsOpen, "2026-11-21 02:00", IsClosed, "", ""},
		{"past midnight into a day that is off", "Fr 22:00-02:00; Sa off", "NL", "Europe/Amsterdam", "2026-11-21 01:30", IsOpen, "2026-11-21 02:00", IsClosed, "", ""},
		{"a closing day of its own", "Mo-Fr 09:00-17:00; PH off; Dec 24 off", "NL", "Europe/Amsterdam", "2026-12-24 10:00", IsClosed, "2026-12-28 09:00", IsOpen, "2026-12-28 09:00", ""},
		{"open on a holiday by exception", "Mo-Fr 09:00-17:00; 2027 May 17 10:00-12:00", "NO", "Europe/Oslo", "2027-05-17 11:00", IsOpen, "2027-05-17 12:00", IsClosed, "", ""},
		{"summer hours", "Mo-Th 10:00-16:00; Jun 20-Aug 01 Mo-Th 10:00-15:00", "FI", "Europe/Helsinki", "2026-07-01 15:30", IsClosed, "2026-07-02 10:00", IsOpen, "2026-07-02 10:00", ""},
		{"over New Year", "Mo-Fr 09:00-17:00; Dec 24-Jan 02 off", "NL", "Europe/Amsterdam", "2026-12-31 10:00", IsClosed, "2027-01-04 09:00", IsOpen, "2027-01-04 09:00", ""},
		{"King's Day moved off a Sunday", "Mo-Sa 09:00-17:00; PH off", "NL", "Europe/Amsterdam", "2025-04-26 10:00", IsClosed, "2025-04-28 09:00", IsOpen, "2025-04-28 09:00", "kings_day"},
		{"the night the clocks go forward", "Sa 22:00-04:00", "NO", "Europe/Oslo", "2027-03-28 01:30", IsOpen, "2027-03-28 04:00", IsClosed, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := Parse(c.spec)
			if err != nil {
				t.Fatal(err)
			}
			now := at(t, c.at, c.zone)
			got := Line{s, now.Location(), CalendarOf(c.country)}.State(now)
			show := func(x time.Time) string {
				if x.IsZero() {
					return ""
				}
				return x.In(now.Location()).Format("2006-01-02 15:04")
			}
			if got.State != c.state || show(got.Until) != c.until || got.Then != c.then || got.Holiday != c.holiday {
				t.Errorf("got %s until %s then %s (%s), want %s until %s then %s (%s)", got.State, show(got.Until), got.Then, got.Holiday, c.state, c.until, c.then, c.holiday)
			}
			if c.opens != "" && show(got.Opens) != c.opens {
				t.Errorf("opens %s, want %s", show(got.Opens), c.opens)
			}
		})
	}
}

func TestParseFaults(t *testing.T) {
	for spec, column := range map[string]int{
		"":                                  1,
		"Mo-Fr":                             6,
		"Mo-Fr 9:00-17:00":                  7,
		"Mo-Fr 09:00":                       12,
		"Mo-Fr 09:00-25:00":                 13,
		"Mo-Fr 24:00-25:00":                 12,
		"Mo-Xx 09:00-17:00":                 4,
		"Mo, 09:00-17:00":                   5,
		"Mo-Fr 09:00-17:00;":                19,
		"Mo-Fr 09:00-17:00 and more":        19,
		"Mo-Fr 09:00-12:00,11:00-17:00":     30,
		"PH off; Mo-Fr 09:00-17:00":         8,
		"Feb 30 off":                        7,
		"2027 Feb 29 off":                   12,
		"Dec 24- off":                       8,
		"2026 Dec 24-2026 Dec 20 off":       24,
		"Mo-Fr 09:00-17:00; 24/7":           20,
		"always":                            1,
		"mo-fr 09:00-17:00":                 1,
		"Mo-Fr 09:00-17:00; Dec 24-26 nope": 30,
	} {
		_, err := Parse(spec)
		if f, ok := err.(*SyntaxError); !ok || f.Column != column {
			t.Errorf("Parse(%q): %v, want a fault in column %d", spec, err, column)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"24/7", "Mo-Fr 09:00-17:00; PH off", "Mo-We,Fr 09:00-12:00,13:00-17:15; Th off", "2026 Dec 24-2027 Jan 02 off", "Dec 24-26,Dec 31 10:00-12:00", "Fr 22:00-02:00; Sa-Su unknown"} {
		f.Add(s, int64(1_800_000_000))
	}
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, spec string, unix int64) {
		s, err := Parse(spec)
		if err != nil {
			if _, ok := err.(*SyntaxError); !ok {
				t.Fatalf("%T is not a *SyntaxError", err)
			}
			return
		}
		now := time.Unix(unix%4_000_000_000, 0)
		line := Line{s, oslo, CalendarOf("NO")}
		got := line.State(now)
		if !got.Until.IsZero() {
			if !got.Until.After(now) || got.Then == got.State {
				t.Fatalf("%q at %s: %+v", spec, now, got)
			}
			if before, _ := line.at(got.Until.Add(-time.Second)); before != got.State {
				t.Fatalf("%q at %s: %s a second before %s, want %s", spec, now, before, got.Until, got.State)
			}
		}
	})
}
