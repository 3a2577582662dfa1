package locales

import (
	"encoding/json"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/BurntSushi/toml"

	"kontakto/content/hours"
)

func catalog(t testing.TB) *Catalog {
	t.Helper()
	c, err := Load(Files)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// flat reads a bundle as keys and texts; plural forms end in .one, .many and .other.
func flat(t *testing.T, lang string) map[string]string {
	t.Helper()
	data, err := Files.ReadFile("active." + lang + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	var walk func(prefix string, tree map[string]any)
	walk = func(prefix string, tree map[string]any) {
		for key, v := range tree {
			switch v := v.(type) {
			case string:
				texts[prefix+key] = v
			case map[string]any:
				walk(prefix+key+".", v)
			default:
				t.Errorf("%s: %s%s is a %T", lang, prefix, key, v)
			}
		}
	}
	walk("", tree)
	return texts
}

// formats are messages whose languages may use different placeholders: what a date or time is made of
// is what differs between them.
var formats = regexp.MustCompile(`^(time|date|length)\.`)

// The bundles have the same keys, the same placeholders and the plural forms that CLDR gives the
// language, and nothing empty.
func TestBundlesAgree(t *testing.T) {
	placeholders := regexp.MustCompile(`\{\{\.(\w+)\}\}`)
	used := func(text string) []string {
		var list []string
		for _, m := range placeholders.FindAllStringSubmatch(text, -1) {
			list = append(list, m[1])
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	want := flat(t, "nb")
	for _, lang := range catalog(t).Languages() {
		texts := flat(t, lang)
		many := lang == "fr" || lang == "it"
		for key, text := range texts {
			base, isMany := strings.CutSuffix(key, ".many")
			if isMany && !many {
				t.Errorf("%s: %s: the language has no plural form many", lang, key)
			}
			if isMany {
				key = base + ".other"
			}
			original, ok := want[key]
			if !ok {
				t.Errorf("%s: %s is in no other bundle", lang, key)
			}
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: %s is empty", lang, key)
			}
			if !formats.MatchString(key) && !slices.Equal(used(text), used(original)) {
				t.Errorf("%s: %s has the placeholders %v, nb has %v", lang, key, used(text), used(original))
			}
			if strings.Contains(placeholders.ReplaceAllString(text, ""), "{{") {
				t.Errorf("%s: %s has a placeholder that is not understood: %s", lang, key, text)
			}
		}
		for key := range want {
			if _, ok := texts[key]; !ok {
				t.Errorf("%s: %s is missing", lang, key)
			}
			if base, plural := strings.CutSuffix(key, ".other"); plural && many {
				if _, ok := texts[base+".many"]; !ok {
					t.Errorf("%s: %s.many is missing", lang, base)
				}
			}
		}
	}
}

// French puts a narrow no-break space before ; ! ? and a no-break space before : and inside « ».
func TestFrenchSpacing(t *testing.T) {
	wrong := regexp.MustCompile(`[^\x{202f}]([;!?])|[^\x{a0}](:)|« | »|«[^\x{a0}]|[^\x{a0}]»`)
	for key, text := range flat(t, "fr") {
		text = regexp.MustCompile(`\{\{\.\w+\}\}`).ReplaceAllString(text, "x")
		if m := wrong.FindString(text); m != "" && m != "x:" {
			t.Errorf("fr: %s: %q in %q", key, m, text)
		}
	}
}

type cldr struct {
	CLDR  string `json:"cldr"`
	Langs map[string]struct {
		Medium, Long, Weekday, Short map[string]string
		Numbers                      map[string]string
		EUR                          string
		List                         []string
		Plural                       map[string]string
	} `json:"langs"`
}

// Dates, numbers, sums and lists are written as CLDR says.
func TestCLDR(t *testing.T) {
	data, err := os.ReadFile("testdata/cldr.json")
	if err != nil {
		t.Fatal(err)
	}
	var oracle cldr
	if err := json.Unmarshal(data, &oracle); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(oracle.CLDR, "48") {
		t.Fatalf("the oracle is CLDR %s", oracle.CLDR)
	}
	c := catalog(t)
	for lang, o := range oracle.Langs {
		p := c.Printer(lang)
		same := func(what, got, want string) {
			t.Helper()
			if got != want {
				t.Errorf("%s: %s is %+q, CLDR has %+q", lang, what, got, want)
			}
		}
		for day := range o.Medium {
			d, err := hours.ParseDate(day)
			if err != nil {
				t.Fatal(err)
			}
			same("medium "+day, p.Date(d), frenchFirst(lang, d, o.Medium[day]))
			same("long "+day, p.LongDate(d), frenchFirst(lang, d, o.Long[day]))
			same("weekday "+day, p.Weekday(d.Weekday(), "name"), o.Weekday[day])
			same("short "+day, p.Weekday(d.Weekday(), "short"), o.Short[day])
		}
		for n, want := range o.Numbers {
			i, err := strconv.Atoi(n)
			if err != nil {
				t.Fatal(err)
			}
			same(n, p.Number(i), want)
		}
		same("a sum", p.Money(1234, "EUR"), o.EUR)
		for i, want := range o.List {
			same("a list", p.List([]string{"A", "B", "C"}[:i+1]), want)
		}
	}
}

// frenchFirst is CLDR's date with the first of a month as French writes it: "1er".
func frenchFirst(lang string, d hours.Date, text string) string {
	if lang == "fr" && d.Day == 1 {
		return strings.Replace(text, "1 ", "1er ", 1)
	}
	return text
}

func TestHours(t *testing.T) {
	for _, c := range []struct{ spec, nb, fi, fr, nl, it string }{
		{"Mo-Fr 09:00-17:00",
			"mandag–fredag kl. 9–17", "ma–pe klo 9–17", "du lundi au vendredi, de 9 h à 17 h", "maandag t/m vrijdag van 9.00 tot 17.00 uur", "dal lunedì al venerdì, dalle 9 alle 17"},
		{"Mo-Fr 09:00-16:30",
			"mandag–fredag kl. 09.00–16.30", "ma–pe klo 9–16.30", "du lundi au vendredi, de 9 h à 16 h 30", "maandag t/m vrijdag van 9.00 tot 16.30 uur", "dal lunedì al venerdì, dalle 9:00 alle 16:30"},
		{"Th 12:00-15:00",
			"torsdag kl. 12–15", "to klo 12–15", "le jeudi, de 12 h à 15 h", "donderdag van 12.00 tot 15.00 uur", "il giovedì, dalle 12 alle 15"},
		{"Su 10:00-12:00,13:00-15:00",
			"søndag kl. 10–12 og 13–15", "su klo 10–12 ja 13–15", "le dimanche, de 10 h à 12 h et de 13 h à 15 h", "zondag van 10.00 tot 12.00 en van 13.00 tot 15.00 uur", "la domenica, dalle 10 alle 12 e dalle 13 alle 15"},
		{"24/7",
			"hele døgnet, alle dager", "", "", "", ""},
	} {
		s, err := hours.Parse(c.spec)
		if err != nil {
			t.Fatal(err)
		}
		for lang, want := range map[string]string{"nb": c.nb, "fi": c.fi, "fr": c.fr, "nl": c.nl, "it": c.it} {
			got := strings.ReplaceAll(catalog(t).Printer(lang).Hours(s), "\u00a0", " ")
			if got == "" || want != "" && got != want {
				t.Errorf("%s: %s is %q, want %q", lang, c.spec, got, want)
			}
		}
	}
}

// What is shortened for the eye is said in full to the ear.
func TestSpokenHours(t *testing.T) {
	s, err := hours.Parse("Mo-Fr 09:00-17:00; Sa 10:00-12:00")
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"fi": "maanantai–perjantai klo 9–17, lauantai klo 10–12", "nb": "mandag–fredag kl. 9–17, lørdag kl. 10–12"} {
		if got := strings.ReplaceAll(catalog(t).Printer(lang).SpokenHours(s), "\u00a0", " "); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestLength(t *testing.T) {
	for _, c := range []struct {
		l                  Length
		form               string
		nb, fi, fr, nl, it string
	}{
		{Length{Max: 20, Unit: "day"}, "", "20 dager", "20 päivää", "20 jours", "20 dagen", "20 giorni"},
		{Length{Max: 1, Unit: "month"}, "", "1 måned", "1 kuukausi", "1 mois", "1 maand", "1 mese"},
		{Length{Max: 20, Unit: "day"}, "within", "innen 20 dager", "20 päivän kuluessa", "dans un délai de 20 jours", "binnen 20 dagen", "entro 20 giorni"},
		{Length{Max: 10, Unit: "working_day"}, "after", "etter 10 virkedager", "10 työpäivän kuluttua", "après 10 jours ouvrables", "na 10 werkdagen", "dopo 10 giorni lavorativi"},
		{Length{Max: 13, Unit: "month"}, "of", "13 måneders", "13 kuukauden", "de 13 mois", "13 maanden", "di 13 mesi"},
		{Length{Min: 5, Max: 10, Unit: "minute"}, "", "5–10 minutter", "5–10 minuuttia", "5 à 10 minutes", "5–10 minuten", "5–10 minuti"},
	} {
		for lang, want := range map[string]string{"nb": c.nb, "fi": c.fi, "fr": c.fr, "nl": c.nl, "it": c.it} {
			got := strings.NewReplacer("\u00a0", " ", "\u2009", "").Replace(catalog(t).Printer(lang).Length(c.l, c.form))
			if got != want {
				t.Errorf("%s: %+v %s is %q, want %q", lang, c.l, c.form, got, want)
			}
		}
	}
}

func TestPrefer(t *testing.T) {
	c := catalog(t)
	for header, want := range map[string]string{
		"": "", "*": "", "en": "", "de-DE,de;q=0.9": "", "sv": "",
		"nb": "nb", "no": "nb", "nn-NO": "nb", "fi-FI,fi;q=0.9,en;q=0.8": "fi", "fr-CA": "fr",
		"en-US,en;q=0.9,nl;q=0.1": "nl", "it": "it", "not a header;;;q=x": "",
	} {
		if got := c.Prefer(header); got != want {
			t.Errorf("%q prefers %q, want %q", header, got, want)
		}
	}
}

// A Printer never shows another language's words and never panics.
func TestMissingMessages(t *testing.T) {
	p := catalog(t).Printer("fi")
	if got := p.T("no.such.message", "Name", "x"); got != "" {
		t.Errorf("a missing message reads %q", got)
	}
	if got := p.N("no.such.message", 2); got != "" {
		t.Errorf("a missing plural reads %q", got)
	}
	if p.Has("no.such.message") || !p.Has("nav.skip") || !p.Has("length.day") {
		t.Error("Has does not know what the bundle has")
	}
	if got := p.T("site.name", "odd"); got == "" {
		t.Error("a pair without a value loses the message")
	}
}

func TestLoadFaults(t *testing.T) {
	for name, fsys := range map[string]fs.FS{
		"no bundle":    fstest.MapFS{},
		"no language":  fstest.MapFS{"active.x-.toml": {}},
		"not TOML":     fstest.MapFS{"active.nb.toml": {Data: []byte("[")}},
		"not a string": fstest.MapFS{"active.nb.toml": {Data: []byte("a = 1")}},
	} {
		if _, err := Load(fsys); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestTimes(t *testing.T) {
	one := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	half := time.Date(2026, 11, 23, 17, 5, 0, 0, time.UTC)
	for lang, want := range map[string][2]string{
		"nb": {"kl. 1", "kl. 17.05"}, "fi": {"klo 1", "klo 17.05"}, "fr": {"à 1 h", "à 17 h 05"},
		"nl": {"om 1.00 uur", "om 17.05 uur"}, "it": {"all’1", "alle 17:05"},
	} {
		p := catalog(t).Printer(lang)
		for i, at := range []time.Time{one, half} {
			if got := strings.ReplaceAll(p.AtTime(at), "\u00a0", " "); got != want[i] {
				t.Errorf("%s: %s is %q, want %q", lang, at.Format("15:04"), got, want[i])
			}
		}
	}
}
