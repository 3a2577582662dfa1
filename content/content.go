// Package content holds what the site knows: facts in YAML, prose in Markdown, and the one door
// to both, Load.
//
// Facts belong to a country, prose to a language. A fact carries its value, the sources that give
// it, the day it was last checked and the values that disagree; its grade follows from the sources
// and is never written. Prose names facts by path and spells none of them, so that changing one
// fact changes every page that shows it.
//
// Load reads everything once and strictly. Whatever is wrong comes back as Faults, each with its
// file, its line and how to mend it; a Library exists only when there is none.
package content

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Files is the content that is built into the program.
//
//go:embed *.yaml */*.yaml */*/*.yaml */*/*.md
var Files embed.FS

// The folders of the content that are not providers.
const (
	authoritiesDir = "authorities"
	siteDir        = "site"
)

var langDir = regexp.MustCompile(`^[a-z]{2}$`)

// Load reads the whole content from fsys. The error is a Faults when the content is at fault.
func Load(fsys fs.FS) (*Library, error) {
	l := &loader{fsys: fsys, lib: &Library{Bodies: map[string]*Body{}, Site: map[string]map[string]*Page{}}}
	if err := l.load(); err != nil {
		return nil, err
	}
	if err := l.faults.Err(); err != nil {
		return nil, err
	}
	return l.lib, nil
}

// loader carries what Load has read so far.
type loader struct {
	fsys   fs.FS
	lib    *Library
	review map[string]Duration
	files  []*factFile
	proses []*proseFile
	faults Faults
}

// factFile is a YAML file of facts, with what is needed to work out their evidence.
type factFile struct {
	doc     *document
	value   any       // *Provider, *Country or *Authorities
	sources Sources   // its own
	shared  *factFile // for a country's file: the provider's
	cited   []string  // keys of sources that some fact cites
	owners  []string  // ids of those the facts are about, unless a fact says otherwise
	checked Date
	code    string    // country, ISO 3166
	about   *Provider // nil for bodies
}

// proseFile is a Markdown file whose facts are still to be found.
type proseFile struct {
	file  string
	page  *Page
	refs  []*Ref
	find  func(path string) any
	check func()
}

func (l *loader) load() error {
	dirs, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		return fmt.Errorf("reading the content: %w", err)
	}
	if data := l.read("review.yaml"); data != nil {
		decode("review.yaml", data, 1, &l.review, &l.faults)
	}
	for _, d := range dirs {
		switch {
		case !d.IsDir():
		case d.Name() == authoritiesDir:
			l.authorities()
		case d.Name() == siteDir:
			l.site()
		case l.exists(path.Join(d.Name(), "provider.yaml")):
			l.provider(d.Name())
		}
	}
	l.resolve()
	return nil
}

// read returns a file's bytes; a file that cannot be read is a fault.
func (l *loader) read(name string) []byte {
	data, err := fs.ReadFile(l.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		l.faults.add(name, 0, "the file is missing; write it, or take out what needs it")
	case err != nil:
		l.faults.add(name, 0, "the file cannot be read: %v", err)
	}
	return data
}

func (l *loader) exists(name string) bool {
	_, err := fs.Stat(l.fsys, name)
	return err == nil
}

// glob lists the files that match, in order; patterns here are constants and cannot be malformed.
func (l *loader) glob(pattern string) []string {
	names, _ := fs.Glob(l.fsys, pattern)
	return names
}

func (l *loader) authorities() {
	for _, name := range l.glob(authoritiesDir + "/*.yaml") {
		a := &Authorities{}
		doc := decode(name, l.read(name), 1, a, &l.faults)
		l.files = append(l.files, &factFile{doc: doc, value: a, sources: a.Sources, checked: a.Checked.Date, code: a.Code})
		for id, b := range a.Bodies {
			if b == nil {
				l.faults.add(name, doc.line([]string{"bodies", id}), "%s is empty; write its name, role and domains", id)
				continue
			}
			if _, twice := l.lib.Bodies[id]; twice {
				l.faults.add(name, doc.line([]string{"bodies", id}), "the body %q is defined in another file already; every body has one place", id)
			}
			b.ID, b.Country, b.Zone = id, a.Code, a.TimeZone
			l.lib.Bodies[id] = b
		}
	}
}

func (l *loader) provider(id string) {
	p := &Provider{ID: id, Countries: map[string]*Country{}, Guides: map[string]*Guide{}, Topics: map[string]map[string]*Topic{}}
	name := path.Join(id, "provider.yaml")
	doc := decode(name, l.read(name), 1, p, &l.faults)
	l.lib.Providers = append(l.lib.Providers, p)
	shared := &factFile{doc: doc, value: p, sources: p.Sources, owners: []string{id}, checked: p.Checked.Date, about: p}
	l.files = append(l.files, shared)
	for _, name := range l.glob(id + "/facts/*.yaml") {
		c := &Country{File: name, Provider: p}
		doc := decode(name, l.read(name), 1, c, &l.faults)
		if want := strings.ToUpper(strings.TrimSuffix(path.Base(name), ".yaml")); c.Code != want {
			l.faults.add(name, doc.line([]string{"country"}), "the country is %q but the file is named for %s; make them agree", c.Code, want)
			c.Code = want
		}
		p.Countries[c.Code] = c
		l.files = append(l.files, &factFile{doc: doc, value: c, sources: c.Sources, shared: shared, owners: []string{id}, checked: c.Checked.Date, code: c.Code, about: p})
	}
	dirs, _ := fs.ReadDir(l.fsys, id)
	for _, d := range dirs {
		if d.IsDir() && langDir.MatchString(d.Name()) {
			l.prose(p, d.Name())
		}
	}
}

// prose reads a provider's guide and topic pages in one language.
func (l *loader) prose(p *Provider, lang string) {
	p.Topics[lang] = map[string]*Topic{}
	for _, name := range l.glob(p.ID + "/" + lang + "/*.md") {
		if path.Base(name) == "guide.md" {
			l.guide(p, lang, name)
		} else {
			l.topic(p, lang, name)
		}
	}
	if p.Guides[lang] == nil && len(p.Topics[lang]) > 0 {
		l.faults.add(path.Join(p.ID, lang, "guide.md"), 0, "there are topic pages but no guide in this language; write the guide first")
	}
}

func (l *loader) site() {
	for _, name := range l.glob(siteDir + "/*/*.md") {
		lang := path.Base(path.Dir(name))
		if l.lib.Site[lang] == nil {
			l.lib.Site[lang] = map[string]*Page{}
		}
		l.sitePage(lang, name)
	}
}

// Languages returns the languages that have any page, in order.
func (lib *Library) Languages() []string {
	var langs []string
	for lang := range lib.Site {
		langs = append(langs, lang)
	}
	for _, p := range lib.Providers {
		for lang := range p.Guides {
			if !slices.Contains(langs, lang) {
				langs = append(langs, lang)
			}
		}
	}
	slices.Sort(langs)
	return langs
}

// Provider returns the provider with id, nil when there is none.
func (lib *Library) Provider(id string) *Provider {
	for _, p := range lib.Providers {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// frontMatter splits a Markdown file into its YAML head and its text, and returns the line on which
// the text begins.
func frontMatter(data []byte) (head, text []byte, line int, ok bool) {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	rest, found := bytes.CutPrefix(data, []byte("---\n"))
	if !found {
		return nil, data, 1, false
	}
	if bytes.HasPrefix(rest, []byte("---\n")) {
		return nil, rest[4:], 3, true
	}
	head, text, found = bytes.Cut(rest, []byte("\n---\n"))
	if !found {
		return nil, data, 1, false
	}
	return head, text, 4 + bytes.Count(head, []byte("\n")), true
}
