package content

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What search engines show of a page, in characters.
const (
	maxTitle       = 60
	minDescription = 120
	maxDescription = 155
)

// head is the front matter that every page has.
type head struct {
	Title       string   `yaml:"title"`
	Description string   `yaml:"description"`
	Heading     string   `yaml:"heading"`
	Published   Day      `yaml:"published"`
	Reviewed    Day      `yaml:"reviewed"`
	MovedFrom   []string `yaml:"moved_from"` // paths at which the page, or what it now answers, stood before
}

type guideHead struct {
	head     `yaml:",inline"`
	Country  string              `yaml:"country"`
	Channels map[string]Verdicts `yaml:"channels"`
}

type topicHead struct {
	head      `yaml:",inline"`
	Topic     string `yaml:"topic"`
	Country   string `yaml:"country"`
	Deadlines []struct {
		Limit string `yaml:"limit"` // path of the fact
		Label string `yaml:"label"`
	} `yaml:"deadlines"`
}

type siteHead struct {
	head `yaml:",inline"`
	Slug string `yaml:"slug"`
}

// The sections that a page of each kind must have, in this order.
var (
	guideSections = []string{"channels", "compare", "no_sign_in", "prepare", "next", "problems", "complain", "scams", "faq", "sources"}
	topicSections = []string{"do", "decides", "deadline", "send", "refused"}
)

// siteSections are those of the pages about the site that are drawn with more than their prose.
var siteSections = map[string][]string{
	FrontPage: {"safe"},
	APIPage:   {"addresses", "example", "fields", "client", "use"},
}

// page reads a Markdown file into page, its front matter into out, and checks what all pages share.
func (l *loader) page(name, lang string, page *Page, out any, common *head) (*document, *proseFile) {
	front, text, line, ok := frontMatter(l.read(name))
	if !ok {
		l.faults.add(name, 1, "the page has no front matter; begin with a line ---, then title, description and heading, then a line ---")
	}
	doc := decode(name, front, 2, out, &l.faults)
	r := &proseReader{file: name, source: text, firstLine: line, faults: &l.faults}
	lead, source, sections := r.read()
	*page = Page{LeadSource: source, Refs: r.refs, File: name, Lang: lang, Title: common.Title, Description: common.Description, Heading: common.Heading, Published: common.Published.Date, Reviewed: common.Reviewed.Date, Lead: lead, Sections: sections}
	for i, from := range common.MovedFrom {
		page.MovedFrom = append(page.MovedFrom, Moved{from, doc.line([]string{"moved_from", strconv.Itoa(i)})})
	}
	l.checkHead(doc, page)
	pf := &proseFile{file: name, page: page, refs: r.refs, check: func() {}}
	l.proses = append(l.proses, pf)
	return doc, pf
}

func (l *loader) checkHead(doc *document, p *Page) {
	at := func(key string) int { return doc.line([]string{key}) }
	for key, value := range map[string]string{"title": p.Title, "description": p.Description, "heading": p.Heading} {
		if value == "" {
			l.faults.add(p.File, at(key), "the front matter has no %s; write one", key)
		} else if what := spelt(value); what != "" {
			l.faults.add(p.File, at(key), "%s: %s", key, what)
		}
	}
	if n := utf8.RuneCountInString(p.Title); n > maxTitle {
		l.faults.add(p.File, at("title"), "the title has %d characters and search engines show %d; shorten it", n, maxTitle)
	}
	if n := utf8.RuneCountInString(p.Description); p.Description != "" && (n < minDescription || n > maxDescription) {
		l.faults.add(p.File, at("description"), "the description has %d characters; write %d to %d, which search engines show whole", n, minDescription, maxDescription)
	}
	switch {
	case p.Published.IsZero():
		l.faults.add(p.File, at("published"), "the front matter has no published date; write the day on which the page first stood on the site")
	case p.Reviewed.IsZero():
		l.faults.add(p.File, at("reviewed"), "the front matter has no reviewed date; write the day somebody last read the whole page")
	case p.Reviewed.Before(p.Published):
		l.faults.add(p.File, at("reviewed"), "%s comes before %s, when the page was published; correct one of them", p.Reviewed, p.Published)
	}
}

func (l *loader) guide(p *Provider, lang, name string) {
	g := &Guide{Provider: p}
	var h guideHead
	doc, pf := l.page(name, lang, &g.Page, &h, &h.head)
	g.Country, g.Channels = l.country(p, h.Country, doc), h.Channels
	p.Guides[lang] = g
	pf.find = func(path string) any { return l.find(path, p, g.Country, lang) }
	pf.check = func() { l.checkGuide(g, doc) }
}

func (l *loader) topic(p *Provider, lang, name string) {
	t := &Topic{Provider: p}
	var h topicHead
	doc, pf := l.page(name, lang, &t.Page, &h, &h.head)
	t.ID, t.Country = h.Topic, l.country(p, h.Country, doc)
	t.Slug = l.slug(name, 1, strings.TrimSuffix(path.Base(name), ".md"))
	if t.ID == "" {
		l.faults.add(name, 1, "the front matter has no topic; write the id that this page shares with its twins in other languages")
	} else if other := p.Topics[lang][t.ID]; other != nil {
		l.faults.add(name, doc.line([]string{"topic"}), "%s has the topic %q already; one page answers one problem", other.File, t.ID)
	}
	p.Topics[lang][t.ID] = t
	pf.find = func(path string) any { return l.find(path, p, t.Country, lang) }
	pf.check = func() {
		l.order(&t.Page, topicSections)
		for i, d := range h.Deadlines {
			line := doc.line([]string{"deadlines", strconv.Itoa(i)})
			limit, ok := pf.find(d.Limit).(*Limit)
			if !ok {
				l.faults.add(name, line, "deadlines[%d]: %q is not a limit of the facts; write limits. and its id", i, d.Limit)
			}
			if what := spelt(d.Label); d.Label == "" || what != "" {
				l.faults.add(name, line, "deadlines[%d]: the label says what the deadline is for, in words without figures", i)
			}
			t.Deadlines = append(t.Deadlines, Deadline{d.Label, limit})
		}
	}
}

func (l *loader) sitePage(lang, name string) {
	p := &Page{}
	var h siteHead
	id := strings.TrimSuffix(path.Base(name), ".md")
	_, pf := l.page(name, lang, p, &h, &h.head)
	if id != FrontPage {
		p.Slug = l.slug(name, 1, h.Slug)
	}
	l.lib.Site[lang][id] = p
	pf.find = func(path string) any { return l.find(path, nil, nil, lang) }
	if sections, ok := siteSections[id]; ok {
		pf.check = func() { l.order(p, sections) }
	}
}

// Names of those pages of the site that have sections of their own: a language's front page, and the page
// that explains the API.
const (
	FrontPage = "front"
	APIPage   = "api"
)

var slugSyntax = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

func (l *loader) slug(name string, line int, slug string) string {
	if !slugSyntax.MatchString(slug) {
		l.faults.add(name, line, "%q cannot be part of an address; use the letters a to z and hyphens", slug)
	}
	return slug
}

// country returns the facts that a page's front matter asks for.
func (l *loader) country(p *Provider, code string, doc *document) *Country {
	if c := p.Countries[code]; c != nil {
		return c
	}
	l.faults.add(doc.file, doc.line([]string{"country"}), "there are no facts for %s in the country %q; write %s/facts/%s.yaml", p.Name, code, p.ID, strings.ToLower(code))
	return nil
}

// order checks that a page has the sections of its kind, in their order.
func (l *loader) order(p *Page, want []string) {
	last := -1
	for _, id := range want {
		s := p.Section(id)
		if s == nil {
			l.faults.add(p.File, 0, "the section {#%s} is missing; every page of this kind has %s, in this order", id, strings.Join(want, ", "))
			continue
		}
		if at := slices.Index(p.Sections, s); at < last {
			l.faults.add(p.File, s.Line, "the section {#%s} stands too late; the order is %s", id, strings.Join(want, ", "))
		} else {
			last = at
		}
	}
}

func (l *loader) checkGuide(g *Guide, doc *document) {
	l.order(&g.Page, guideSections)
	if g.Country == nil {
		return
	}
	channels := g.Section("channels")
	for _, ch := range g.Country.Channels {
		if s := channels.Section(string(ch.Kind)); channels != nil && s == nil {
			l.faults.add(g.File, channels.Line, "the channel %s has no heading {#%s}; say what is known of it, or that nothing was found", ch.Kind, ch.Kind)
		}
		v := g.Channels[ch.ID()]
		if !ch.Silent() && *ch.Status.Value == "available" && (v.GoodFor == "" || v.WeakAt == "") {
			l.faults.add(g.File, doc.line([]string{"channels", ch.ID()}), "channels: %s needs good_for and weak_at for the comparison", ch.ID())
		}
		for _, text := range []string{v.GoodFor, v.WeakAt} {
			if what := spelt(text); what != "" {
				l.faults.add(g.File, doc.line([]string{"channels", ch.ID()}), "channels: %s: %s", ch.ID(), what)
			}
		}
	}
	for id := range g.Channels {
		if g.Country.Channel(id) == nil {
			l.faults.add(g.File, doc.line([]string{"channels", id}), "channels: %s has no channel %q", g.Country.File, id)
		}
	}
	complain := g.Section("complain")
	for _, step := range g.Country.Ladder {
		if complain != nil && complain.Section(step.BodyID) == nil {
			l.faults.add(g.File, complain.Line, "the complaint step %s has no heading {#%s}; say when and how to take it", step.BodyID, step.BodyID)
		}
	}
	if faq := g.Section("faq"); faq != nil {
		for _, q := range faq.Sections {
			if !strings.HasSuffix(strings.TrimSpace(q.Heading), "?") {
				l.faults.add(g.File, q.Line, "%q is not a question; end it with a question mark", q.Heading)
			}
		}
	}
}
