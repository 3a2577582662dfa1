package locales

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"kontakto/content/hours"
)

var update = flag.Bool("update", false, "write the golden files anew, to be read again by a native editor")

// The words for every state that a line can be in, in every language.
func TestStatusWords(t *testing.T) {
	const office = "Mo-Fr 09:00-17:00; PH off"
	var got strings.Builder
	for _, c := range []struct{ name, spec, country, zone, at string }{
		{"open", office, "NO", "Europe/Oslo", "2026-11-23 10:00"},
		{"open past midnight", "Fr 18:00-02:00", "IT", "Europe/Rome", "2027-06-04 20:00"},
		{"closes soon", office, "NO", "Europe/Oslo", "2026-11-23 16:30"},
		{"closed until this morning", office, "FI", "Europe/Helsinki", "2026-11-23 07:00"},
		{"closed until tomorrow", office, "NO", "Europe/Oslo", "2026-11-23 18:00"},
		{"closed over a weekend", office, "NO", "Europe/Oslo", "2026-11-20 18:00"},
		{"closed over Christmas", office, "IT", "Europe/Rome", "2026-12-24 18:00"},
		{"closed over Christmas, by its own rule", office + "; Dec 24-Jan 03 off", "NO", "Europe/Oslo", "2026-12-23 18:00"},
		{"17 May", office, "NO", "Europe/Oslo", "2028-05-17 10:00"},
		{"6 December", "Mo-Su 09:00-17:00; PH off", "FI", "Europe/Helsinki", "2026-12-06 10:00"},
		{"14 July", office, "FR", "Europe/Paris", "2027-07-14 10:00"},
		{"27 April", office, "NL", "Europe/Amsterdam", "2027-04-27 10:00"},
		{"2 June", office, "IT", "Europe/Rome", "2027-06-02 10:00"},
		{"a holiday of which nothing is known", "Mo-Fr 09:00-17:00", "IT", "Europe/Rome", "2027-06-02 10:00"},
		{"the evening before one", "Mo-Fr 09:00-17:00", "IT", "Europe/Rome", "2027-06-01 18:00"},
		{"a day of which nothing is known", "Mo-Fr 09:00-17:00; Sa unknown", "IT", "Europe/Rome", "2027-06-05 10:00"},
		{"open round the clock until one", "Mo-Su 00:00-24:00", "NL", "Europe/Amsterdam", "2026-12-24 10:00"},
		{"open round the clock a week before one", "Mo-Su 00:00-24:00", "NL", "Europe/Amsterdam", "2026-12-16 23:30"},
		{"open until midnight", "Mo-Fr 12:00-24:00", "FR", "Europe/Paris", "2026-11-23 20:00"},
		{"other hours to come", office + "; 2026 Dec 23 09:00-12:30", "NO", "Europe/Oslo", "2026-12-18 10:00"},
		{"always", "24/7", "IT", "Europe/Rome", "2027-06-02 10:00"},
		{"never", "off", "IT", "Europe/Rome", "2027-06-02 10:00"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		now, err := time.ParseInLocation("2006-01-02 15:04", c.at, zone)
		if err != nil {
			t.Fatal(err)
		}
		s, err := hours.Parse(c.spec)
		if err != nil {
			t.Fatal(err)
		}
		line := hours.Line{Schedule: s, Zone: zone, Holidays: hours.CalendarOf(c.country)}
		fmt.Fprintf(&got, "%s: %q on %s in %s\n", c.name, c.spec, c.at, c.country)
		for _, lang := range []string{"nb", "fi", "fr", "nl", "it"} {
			p := catalog(t).Printer(lang)
			label, detail := p.Status(line.State(now), now)
			fmt.Fprintf(&got, "  %s  %s | %s | %s\n", lang, label, detail, strings.Join(p.Notices(line.Special(hours.DateOf(now).AddDays(1), 13)), " "))
		}
	}
	golden(t, "testdata/status.golden", got.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s differs from line %d on:\ngot  %q\nwant %q", name, i+1, g[min(i, len(g)-1)], w[min(i, len(w)-1)])
		}
	}
}
