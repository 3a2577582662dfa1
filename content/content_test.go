package content

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/nyaruka/phonenumbers"
)

// tree copies the built-in content so that a test can change it.
func tree(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := Files.ReadFile(name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// edit replaces the first old in a file by new.
func edit(t *testing.T, files fstest.MapFS, name, old, new string) {
	t.Helper()
	data := string(files[name].Data)
	if !strings.Contains(data, old) {
		t.Fatalf("%s does not contain %q", name, old)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(data, old, new, 1))}
}

// lineOf returns the line of a file on which text first stands.
func lineOf(t *testing.T, files fstest.MapFS, name, text string) int {
	t.Helper()
	before, _, found := strings.Cut(string(files[name].Data), text)
	if !found {
		t.Fatalf("%s does not contain %q", name, text)
	}
	return 1 + strings.Count(before, "\n")
}

func TestContentHasNoFaults(t *testing.T) {
	lib, err := Load(Files)
	if err != nil {
		t.Fatal(err)
	}
	if len(lib.Providers) < 2 {
		t.Fatalf("%d providers", len(lib.Providers))
	}
}

// Every way of breaking the content is named with its file and line.
func TestFaults(t *testing.T) {
	const (
		facts = "klarna/facts/it.yaml"
		guide = "klarna/it/guide.md"
		topic = "klarna/it/fare-un-reso.md"
	)
	for _, c := range []struct {
		name           string
		file           string
		old, new       string
		at             string // text of the broken file on whose line the fault stands, "" for the whole file
		wantFile, want string // file "" means the edited one
	}{
		{name: "unknown key", file: facts, old: "quickest:", new: "fastest: app\nquickest:", at: "fastest:", want: `"fastest" is not known`},
		{name: "key twice", file: facts, old: "quickest:", new: "country: IT\nquickest:", at: "country: IT\nquickest:", want: "second time"},
		{name: "not YAML", file: facts, old: "sources:\n", new: "sources: [\n", at: "", want: "not valid YAML"},
		{name: "number with spaces", file: facts, old: `"+390237921240"`, new: `"+39 0237921240"`, at: `"+39 0237921240"`, want: `write "+390237921240"`},
		{name: "number of another country", file: facts, old: `value: "+390237921240"`, new: `value: "+330237921240"`, at: `"+330237921240"`, want: "not a number of IT"},
		{name: "printed form of another number", file: facts, old: `national: "02 3792 1240"`, new: `national: "02 3792 1241"`, at: `02 3792 1241`, want: "national"},
		{name: "hours that do not parse", file: facts, old: `"Mo-Fr 09:00-17:00; PH off"`, new: `"Mo-Fr 9-17; PH off"`, at: `"Mo-Fr 9-17`, want: "is not a time"},
		{name: "slip in a key", file: facts, old: "status:", new: "state:", at: "state:", want: `"state" is not known`},
		{name: "unknown source", file: "authorities/no.yaml", old: "bodies:\n", new: "bodies:\n  nemnda: {name: Nemnda, lang: nb, role: disputes, domains: [nemnda.no], url: {value: \"https://nemnda.no/\", sources: [nowhere]}}\n", at: "nemnda:", want: `no source is called "nowhere"`},
		{name: "fact without a source", file: "authorities/no.yaml", old: "bodies:\n", new: "bodies:\n  nemnda: {name: Nemnda, lang: nb, role: disputes, domains: [nemnda.no], cost: {value: free}}\n", at: "nemnda:", want: "has no source"},
		{name: "source that nobody cites", file: facts, old: "sources:\n", new: "sources:\n  idle: {url: \"https://example.com/\"}\n", at: "idle:", want: "no fact cites"},
		{name: "link to a look-alike", file: facts, old: "pages:\n", new: "pages:\n  trap: {value: \"https://klarna.com.example.net/\", sources: [credit-sheet]}\n", at: "trap:", want: "look-alikes"},
		{name: "word that is not on the list", file: facts, old: "kind: chat", new: "kind: chatbot", at: "kind: chatbot", want: `"chatbot" is not a channel`},
		{name: "channel left out", file: facts, old: "- kind: community", new: "- kind: social", at: "channels:", want: "no entry for community"},
		{name: "time zone", file: facts, old: "Europe/Rome", new: "Europe/Roma", at: "Europe/Roma", want: "not a time zone"},
		{name: "date", file: facts, old: `checked: "2026-11-21"`, new: `checked: "21.11.2026"`, at: "21.11.2026", want: "not a date"},
		{name: "duration", file: "klarna/provider.yaml", old: "value: P120D", new: "value: 120 days", at: "120 days", want: "not a duration"},
		{name: "body of a ladder", file: facts, old: "body: arn", new: "body: arnn", at: "body: arnn", want: `no body is called "arnn"`},
		{name: "fact that nobody defines", file: guide, old: "\n## ", new: "\nScadenza: {limits.no.such}.\n\n## ", at: "{limits.no.such}", want: "names no fact"},
		{name: "figure in prose", file: guide, old: "\n## ", new: "\nEntro 14 giorni.\n\n## ", at: "Entro 14", want: "a figure stands in the text"},
		{name: "address in prose", file: guide, old: "\n## ", new: "\nVai su https://example.com adesso.\n\n## ", at: "Vai su", want: "an address stands in the text"},
		{name: "link by address", file: guide, old: "\n## ", new: "\n[qui](/altrove)\n\n## ", at: "[qui]", want: "is not a fact"},
		{name: "HTML in prose", file: guide, old: "\n## ", new: "\n<b>no</b>\n\n## ", at: "<b>no", want: "not allowed"},
		{name: "heading without an id", file: guide, old: "{#scams}", new: "", at: "", want: "has no id"},
		{name: "section left out", file: guide, old: "{#no_sign_in}", new: "{#senza_accesso}", at: "", want: "{#no_sign_in} is missing"},
		{name: "title too long", file: guide, old: "title: \"", new: "title: \"Una parola dopo l’altra per superare il limite dei titoli ", at: "title:", want: "shorten it"},
		{name: "no front matter", file: topic, old: "---\n", new: "", at: "", want: "no front matter"},
		{name: "form of something that has none", file: guide, old: "\n## ", new: "\n{phone.number within}\n\n## ", at: "{phone.number within}", want: "only durations have forms"},
		{name: "deadline that is no limit", file: topic, old: "{limit: limits.return.pause", new: "{limit: pages.help_centre", at: "{limit: pages.help_centre", want: "is not a limit"},
		{name: "history without a reason", file: facts, old: "return.pause: {", new: `return.pause: {history: [{value: P14D, sources: [returns], from: "2026-01-01", until: "2026-02-01"}], `, at: "return.pause:", want: "and why it ended"},
		{name: "history backwards", file: facts, old: "return.pause: {", new: `return.pause: {history: [{value: P14D, sources: [returns], from: "2026-02-01", until: "2026-01-01", why: law}], `, at: "return.pause:", want: "does not come before"},
		{name: "history with a gap", file: facts, old: "return.pause: {", new: `return.pause: {history: [{value: P14D, sources: [returns], from: "2026-01-01", until: "2026-02-01", why: law}, {value: P10D, sources: [returns], from: "2026-03-01", until: "2026-04-01", why: law}], `, at: "return.pause:", want: "ended on 2026-02-01 and this one begins on 2026-03-01"},
		{name: "history of the future", file: facts, old: "return.pause: {", new: `return.pause: {history: [{value: P14D, sources: [returns], from: "2026-01-01", until: "2027-02-01", why: law}], `, at: "return.pause:", want: "when the fact was last checked"},
		{name: "history in which nothing changed", file: facts, old: "return.pause: {", new: `return.pause: {history: [{value: P21D, sources: [returns], from: "2026-01-01", until: "2026-02-01", why: law}], `, at: "return.pause:", want: "the value is the same"},
		{name: "history without a source", file: facts, old: "return.pause: {", new: `return.pause: {history: [{value: P14D, from: "2026-01-01", until: "2026-02-01", why: law}], `, at: "return.pause:", want: "no source"},
		{name: "former number without its printed form", file: facts, old: `national: "02 3792 1240"`, new: `history: [{value: "+390237921111", sources: [numeri], from: "2026-01-01", until: "2026-02-01", why: changed}], national: "02 3792 1240"`, at: `national: "02 3792 1240"`, want: "national is missing"},
		{name: "added after the last check", file: facts, old: "return.pause: {", new: `return.pause: {added: "2027-01-01", `, at: "return.pause:", want: "when the fact was last checked"},
		{name: "added in the middle of its history", file: facts, old: "return.pause: {", new: `return.pause: {added: "2026-01-15", history: [{value: P14D, sources: [returns], from: "2026-01-01", until: "2026-02-01", why: law}], `, at: "return.pause:", want: "the history begins on 2026-01-01"},
		{name: "read before it was published", file: topic, old: `published: "2026-11-21"`, new: `published: "2026-11-22"`, at: "reviewed:", want: "when the page was published"},
		{name: "country without facts", file: guide, old: "country: IT", new: "country: SM", at: "country: SM", want: "there are no facts"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := tree(t)
			edit(t, files, c.file, c.old, c.new)
			_, err := Load(files)
			faults, ok := err.(Faults)
			if !ok {
				t.Fatalf("error is %T (%v), want Faults", err, err)
			}
			line := 0
			if c.at != "" {
				line = lineOf(t, files, c.file, c.at)
				if strings.HasPrefix(c.at, "country: IT\n") {
					// the second of two equal keys is the fault
					line = lineOf(t, files, c.file, "country: IT\nquickest")
				}
			}
			for _, f := range faults {
				if f.File == c.file && strings.Contains(f.Text, c.want) && (line == 0 || f.Line == line) {
					return
				}
			}
			t.Errorf("no fault of %s in line %d says %q; the faults are:\n%v", c.file, line, c.want, err)
		})
	}
}

// Grades are earned by sources on the domains of whoever the fact is about.
func TestGrades(t *testing.T) {
	lib, err := Load(Files)
	if err != nil {
		t.Fatal(err)
	}
	klarna, paypal := lib.Provider("klarna"), lib.Provider("paypal")
	for _, c := range []struct {
		name string
		got  Grade
		want Grade
	}{
		{"Klarna's Italian number, in its own document", klarna.Countries["IT"].Channel("phone").Number.Grade, Official},
		{"its hours, in one guide", klarna.Countries["IT"].Channel("phone").Hours.Grade, Reported},
		{"Klarna's Finnish number, in three shops", klarna.Countries["FI"].Channel("phone").Number.Grade, Reported},
		{"PayPal's Italian number, on its information sheet", paypal.Countries["IT"].Channel("phone").Number.Grade, Official},
		{"FINE's number, on its own page", lib.Bodies["fine"].Phone.Grade, Official},
		{"the Luxembourg supervisor's number, by another office", lib.Bodies["cssf"].Phone.Grade, Reported},
		{"the closing of the ODR platform, in law firms' notes", lib.Bodies["odr"].Dates["closed"].Grade, Reported},
	} {
		if c.got != c.want {
			t.Errorf("%s: graded %s, want %s", c.name, c.got, c.want)
		}
	}
}

// Every number is one that the numbering plans know, and is printed as its country prints it.
func TestNumbersExist(t *testing.T) {
	lib, err := Load(Files)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, n *Number) {
		if n == nil || n.Value == nil || n.ShortCode != "" {
			return
		}
		parsed, err := phonenumbers.Parse(string(*n.Value), "")
		if err != nil || !phonenumbers.IsValidNumber(parsed) {
			t.Errorf("%s: %s is not a number that exists (%v)", what, *n.Value, err)
		}
	}
	for _, p := range lib.Providers {
		for code, c := range p.Countries {
			for _, ch := range c.Channels {
				check(p.ID+" "+code+" "+ch.ID(), ch.Number)
			}
		}
	}
	for id, b := range lib.Bodies {
		check(id, b.Phone)
	}
}

func TestOverdue(t *testing.T) {
	lib, err := Load(Files)
	if err != nil {
		t.Fatal(err)
	}
	n := lib.Provider("klarna").Countries["IT"].Channel("phone").Number
	last := n.Due.AddDays(-1)
	if !n.Confirmed(last) {
		t.Errorf("not confirmed on %s, the last day of its review interval", last)
	}
	if n.Confirmed(n.Due) || !n.Overdue(n.Due) {
		t.Errorf("still confirmed on %s, when it is overdue", n.Due)
	}
}

func TestDurationAfter(t *testing.T) {
	for _, c := range []struct{ duration, from, want string }{
		{"P20D", "2026-11-21", "2026-12-11"},
		{"P1M", "2027-01-31", "2027-02-28"},
		{"P13M", "2026-11-30", "2027-12-30"},
		{"P8W", "2026-11-21", "2027-01-16"},
		{"P1Y", "2024-02-29", "2025-02-28"},
		{"P7D/P10D", "2026-11-21", "2026-12-01"},
		{"PT60M", "2026-11-21", "2026-11-21"},
	} {
		d, err := parseDuration(c.duration)
		if err != nil {
			t.Fatal(err)
		}
		from, err := parseMoment(c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.After(from.Date).String(); got != c.want {
			t.Errorf("%s after %s is %s, want %s", c.duration, c.from, got, c.want)
		}
		if d.String() != c.duration {
			t.Errorf("%s is written back as %s", c.duration, d)
		}
	}
}

func FuzzPage(f *testing.F) {
	f.Add("---\ntitle: x\n---\nLead {limits.a.b within}.\n\n## Heading {#a}\n\n- [x]({pages.a})\n\n```message\nHello\n```\n")
	f.Add("---\n---\n")
	f.Add("---\r\ntitle: [\r\n---\r\n# {#a}\n### b {#a}\n![x](y)\n")
	f.Add("{{}}{a}{a within}[]({)")
	f.Fuzz(func(t *testing.T, data string) {
		var faults Faults
		head, text, line, _ := frontMatter([]byte(data))
		var h guideHead
		decode("x.md", head, 2, &h, &faults)
		r := &proseReader{file: "x.md", source: text, firstLine: line, faults: &faults}
		r.read()
		last := 1 + strings.Count(data, "\n") + 1
		for _, fault := range faults {
			if fault.Line < 0 || fault.Line > last {
				t.Fatalf("%q: fault in line %d of %d: %s", data, fault.Line, last, fault.Text)
			}
		}
	})
}

// A fact knows the days on which it changed, and goes by a name that outlives its place in the file.
func TestHistory(t *testing.T) {
	files := tree(t)
	edit(t, files, "klarna/facts/it.yaml", "return.pause: {", `return.pause: {added: "2026-01-01", history: [
    {value: P10D, sources: [returns], from: "2026-01-01", until: "2026-02-01", why: corrected},
    {value: P14D, sources: [returns], from: "2026-02-01", until: "2026-03-01", why: law}], `)
	lib, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	italy := lib.Provider("klarna").Countries["IT"]
	limit := italy.Limits["return.pause"]
	want := []string{"2026-01-01  0", "2026-02-01 corrected 0", "2026-03-01 law 1"}
	for i, c := range limit.Changes {
		if got := fmt.Sprintf("%s %s %d", c.On, c.Why, c.Former); got != want[i] {
			t.Errorf("change %d is %q, want %q", i, got, want[i])
		}
	}
	if len(limit.Changes) != len(want) || limit.Changed().String() != "2026-03-01" {
		t.Errorf("%d changes, the last on %s", len(limit.Changes), limit.Changed())
	}
	for got, want := range map[string]string{
		limit.Path:                        "limits.return.pause",
		italy.Channel("phone").Hours.Path: "phone.hours",
		italy.Ladder[1].URL.Path:          "ladder.klarna-ombudsman.url",
		lib.Bodies["arn"].Cost.Path:       "arn.cost",
	} {
		if got != want {
			t.Errorf("a fact goes by %q, want %q", got, want)
		}
	}
}
