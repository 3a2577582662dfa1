// Package locales holds every word that the interface shows and knows how each language writes
// dates, times, opening hours, lengths of time, sums and lists.
//
// A language is one file, active.<lang>.toml. Words and patterns live there; what they are filled
// with comes from the facts. A Printer never shows a word of another language: what its own file
// lacks is logged once and left empty, and the tests hold all files to the same keys, placeholders
// and plural forms, so that nothing is lacking.
package locales

import (
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Files are the bundles that are built into the program.
//
//go:embed active.*.toml
var Files embed.FS

// Catalog holds a Printer for every language. It is immutable and safe for concurrent use.
type Catalog struct {
	langs    []string
	printers map[string]*Printer
	matcher  language.Matcher
}

// Printer writes one language.
type Printer struct {
	lang      string
	localizer *i18n.Localizer
	missing   *sync.Map // ids already logged
}

// Load reads every bundle active.<lang>.toml of fsys.
func Load(fsys fs.FS) (*Catalog, error) {
	names, err := fs.Glob(fsys, "active.*.toml")
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("locales: no file active.<lang>.toml found")
	}
	c := &Catalog{printers: map[string]*Printer{}}
	var tags []language.Tag
	for _, name := range names {
		p, tag, err := load(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("locales: %s: %w", name, err)
		}
		c.langs = append(c.langs, p.lang)
		c.printers[p.lang] = p
		tags = append(tags, tag)
	}
	c.matcher = language.NewMatcher(tags)
	return c, nil
}

// load makes a Printer with a go-i18n bundle of its own, so that go-i18n cannot fall back to
// another language.
func load(fsys fs.FS, name string) (*Printer, language.Tag, error) {
	lang := strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "active."), ".toml")
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, tag, err
	}
	bundle := i18n.NewBundle(tag)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	file, err := bundle.LoadMessageFileFS(fsys, name)
	if err != nil {
		return nil, tag, err
	}
	if file.Tag != tag {
		return nil, tag, fmt.Errorf("read as %q instead of %q", file.Tag, tag)
	}
	return &Printer{lang: lang, localizer: i18n.NewLocalizer(bundle, lang), missing: &sync.Map{}}, tag, nil
}

// Languages returns the languages in alphabetical order of their codes.
func (c *Catalog) Languages() []string { return slices.Clone(c.langs) }

// Printer returns the language's Printer, nil when there is none.
func (c *Catalog) Printer(lang string) *Printer { return c.printers[lang] }

// Prefer returns the language that an Accept-Language header clearly prefers, "" when it prefers
// none of them or nothing clearly.
func (c *Catalog) Prefer(acceptLanguage string) string {
	tags, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(tags) == 0 {
		return ""
	}
	// The tag that comes back can carry extensions (nb-u-rg-nozzzz); only the index is ours.
	if _, i, confidence := c.matcher.Match(tags...); confidence >= language.High {
		return c.langs[i]
	}
	return ""
}

// Lang returns the language's code, as in addresses and the lang attribute.
func (p *Printer) Lang() string { return p.lang }

// T returns the message id with its placeholders filled from pairs of name and value.
func (p *Printer) T(id string, pairs ...any) string {
	return p.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: data(pairs)})
}

// N returns the message id in the plural form for n, with {{.Count}} for n unless the pairs give another.
func (p *Printer) N(id string, n int, pairs ...any) string {
	values := data(pairs)
	if values == nil {
		values = map[string]any{}
	}
	if _, ok := values["Count"]; !ok {
		values["Count"] = p.Number(n)
	}
	return p.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: values, PluralCount: n})
}

// Has reports whether the language has the message id.
func (p *Printer) Has(id string) bool {
	_, err := p.localizer.Localize(&i18n.LocalizeConfig{MessageID: id, PluralCount: 2, TemplateData: map[string]any{}})
	return err == nil
}

func data(pairs []any) map[string]any {
	if len(pairs) == 0 {
		return nil
	}
	values := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		values[name] = pairs[i+1]
	}
	return values
}

func (p *Printer) localize(c *i18n.LocalizeConfig) string {
	text, err := p.localizer.Localize(c)
	if err != nil {
		if _, logged := p.missing.LoadOrStore(c.MessageID, true); !logged {
			slog.Error("message missing or broken", "lang", p.lang, "id", c.MessageID, "err", err)
		}
		return ""
	}
	return text
}
