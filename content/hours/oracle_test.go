package hours

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// places are the zones and calendars of the differential test.
var places = []struct{ country, zone string }{
	{"NO", "Europe/Oslo"}, {"FI", "Europe/Helsinki"}, {"FR", "Europe/Paris"}, {"NL", "Europe/Amsterdam"}, {"IT", "Europe/Rome"},
}

const (
	firstYear, lastYear = 2026, 2028
	schedulesPerPlace   = 8
	step                = 15 * time.Minute
)

// answers is what the other implementations say (.ci/oracle/hours.mjs).
type answers struct {
	Intervals   [][][3]any `json:"intervals"`
	Holidays    []string   `json:"holidays"`
	OSHHolidays []string   `json:"oshHolidays"`
}

// ask runs the oracle under the zone's clock. It is an npm package: where it is not installed the
// test is left out, unless KONTAKTO_ORACLE=required says that it must run.
func ask(t *testing.T, country, zone string, specs []string) answers {
	t.Helper()
	const dir = "../../.ci"
	if _, err := os.Stat(dir + "/node_modules"); err != nil {
		if os.Getenv("KONTAKTO_ORACLE") == "required" {
			t.Fatal("the oracles are not installed: npm ci --prefix .ci")
		}
		t.Skip("the oracles are not installed: npm ci --prefix .ci")
	}
	in, err := json.Marshal(map[string]any{
		"country": strings.ToLower(country), "specs": specs,
		"from": fmt.Sprintf("%d-01-01T00:00", firstYear), "to": fmt.Sprintf("%d-01-01T00:00", lastYear+1),
	})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", dir+"/oracle/hours.mjs")
	cmd.Env = append(os.Environ(), "TZ="+zone)
	cmd.Stdin = bytes.NewReader(in)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var a answers
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

// schedule makes up a line of opening hours in the notation that both sides know.
func schedule(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	clock := func(low, high int) string {
		quarter := low*4 + r.IntN((high-low)*4)
		return fmt.Sprintf("%02d:%02d", quarter/4, quarter%4*15)
	}
	span := func() string {
		switch r.IntN(6) {
		case 0:
			return clock(7, 11) + "-" + clock(11, 13) + "," + clock(13, 15) + "-" + clock(15, 20)
		case 1:
			return clock(18, 24) + "-" + clock(1, 5) // past midnight
		case 2:
			return "00:00-24:00"
		case 3:
			return clock(0, 2) + "-" + clock(3, 8) // over the hour that clocks skip or repeat
		default:
			return clock(6, 12) + "-" + clock(13, 22)
		}
	}
	rules := []string{pick("Mo-Fr", "Mo-Su", "Mo-Th,Sa", "Tu-Su", "Sa-Mo", "We", "Mo,We,Fr-Su") + " " + span()}
	if r.IntN(2) == 0 {
		rules = append(rules, pick("Sa", "Su", "Fr", "Sa-Su", "Tu,Th")+" "+pick(span(), span(), "off", "unknown"))
	}
	if r.IntN(4) == 0 {
		rules = append(rules, pick("Jun 20-Aug 01", "Nov 15-Feb 10")+" Mo-Fr "+span())
	}
	if r.IntN(3) > 0 {
		rules = append(rules, "PH "+pick("off", "off", span()))
	}
	if r.IntN(3) == 0 {
		rules = append(rules, pick("Dec 24-26", "Dec 24-Jan 02", "2027 Mar 28", "2026 Oct 25-26", "2027 Dec 30-2028 Jan 02", "Feb 29")+" "+pick("off", "unknown", span()))
	}
	return strings.Join(rules, "; ")
}

// The differences that are known and right. Anything else fails the test.
//
//  1. silent: on a public holiday that the schedule does not name, opening_hours applies the rule of
//     the weekday; here the state is unknown.
//  2. calendar: opening_hours counts Good Friday and 5 May as Dutch public holidays, which they are
//     not for everybody, and leaves out Easter Sunday and Whit Sunday, which are; see TestHolidays.
//  3. overnight: where two rules meet at a night that passes midnight, opening_hours moves the rule
//     of the day and not the shift: "Fr 22:00-02:00; Sa off" is closed at 01:00 on Saturday there, and
//     "Mo-Su 22:00-02:00; 2026 Dec 24 off" is open at 01:00 on the 25th. Here a shift belongs to the
//     day on which it begins, and lasts until it ends.
//  4. clock change: a time that does not exist or stands twice on the night of a clock change has no
//     one instant; opening_hours takes the first of two, Go the second.
func known(l Line, now time.Time, differs map[Date]bool) string {
	d := DateOf(now.In(l.Zone))
	today, before := l.Day(d), l.Day(d.AddDays(-1))
	overnight, meeting := false, 0
	for _, r := range l.Schedule.Rules {
		if r.names(d, today.Holiday != "") || r.names(d.AddDays(-1), before.Holiday != "") {
			meeting++
		}
		for _, s := range r.Spans {
			overnight = overnight || s.To > minutesPerDay && l.instant(d, s.To-minutesPerDay).After(now)
		}
	}
	switch {
	case today.Holiday != "" && !l.Schedule.NamesHolidays() && today.Kind == Vague:
		return "silent"
	case differs[d] || overnight && differs[d.AddDays(-1)]:
		return "calendar"
	case overnight && meeting > 1:
		return "overnight"
	case overnight && before.Holiday != "" && !l.Schedule.NamesHolidays():
		return "silent"
	}
	_, a := l.instant(d, 0).Zone()
	if _, b := l.instant(d, minutesPerDay).Zone(); a != b && now.In(l.Zone).Hour() < 4 {
		return "clock change"
	}
	return ""
}

// TestAgainstOpeningHours compares States with those of npm opening_hours: made-up schedules, five
// zones, every quarter of an hour of three years.
func TestAgainstOpeningHours(t *testing.T) {
	compared := 0
	explained := map[string]int{}
	for i, place := range places {
		random := rand.New(rand.NewPCG(uint64(i), 7))
		var specs []string
		for range schedulesPerPlace {
			specs = append(specs, schedule(random))
		}
		a := ask(t, place.country, place.zone, specs)
		zone, err := time.LoadLocation(place.zone)
		if err != nil {
			t.Fatal(err)
		}
		calendar := CalendarOf(place.country)
		differs := differences(t, calendar, a.OSHHolidays)
		for n, spec := range specs {
			s, err := Parse(spec)
			if err != nil {
				t.Fatalf("%q: %v", spec, err)
			}
			line := Line{s, zone, calendar}
			theirs := a.Intervals[n]
			end := time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, zone)
			faults := 0
			status := line.State(time.Date(firstYear, 1, 1, 0, 0, 0, 0, zone))
			for now := time.Date(firstYear, 1, 1, 0, 0, 0, 0, zone); now.Before(end); now = now.Add(step) {
				if !status.Until.IsZero() && !now.Before(status.Until) {
					status = line.State(now)
				}
				compared++
				for len(theirs) > 0 && now.UnixMilli() >= int64(theirs[0][1].(float64)) {
					theirs = theirs[1:]
				}
				want := IsClosed
				if len(theirs) > 0 && now.UnixMilli() >= int64(theirs[0][0].(float64)) {
					want = IsOpen
					if theirs[0][2].(bool) {
						want = IsUnknown
					}
				}
				if status.State == want {
					continue
				}
				if why := known(line, now, differs); why != "" {
					explained[why]++
					continue
				}
				if faults++; faults <= 3 {
					t.Errorf("%s, %q at %s: %s, opening_hours says %s", place.zone, spec, now.In(zone), status.State, want)
				}
			}
		}
	}
	t.Logf("%d instants compared; explained differences: %v", compared, explained)
	if compared < 2_000_000 {
		t.Errorf("only %d instants were compared", compared)
	}
}

// differences are the days that one of the two calendars counts as holidays and the other does not.
func differences(t *testing.T, c Calendar, theirs []string) map[Date]bool {
	t.Helper()
	days := map[Date]bool{}
	for d := (Date{firstYear, 1, 1}); d.Year <= lastYear; d = d.AddDays(1) {
		if (c.Holiday(d) != "") != slices.Contains(theirs, d.String()) {
			days[d] = true
		}
	}
	return days
}

// TestHolidays compares the calendars with npm date-holidays. The differences are listed.
func TestHolidays(t *testing.T) {
	for _, place := range append(places, struct{ country, zone string }{"SE", "Europe/Stockholm"}) {
		a := ask(t, place.country, place.zone, []string{})
		c := CalendarOf(place.country)
		for d := (Date{firstYear, 1, 1}); d.Year <= lastYear; d = d.AddDays(1) {
			ours, theirs := c.Holiday(d), slices.Contains(a.Holidays, d.String())
			if (ours != "") != theirs {
				t.Errorf("%s %s: %q here, %v in date-holidays", place.country, d, ours, theirs)
			}
		}
	}
}
