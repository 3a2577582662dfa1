package content

import (
	"slices"
	"strconv"
	"strings"
)

// find returns what prose names by path: a fact of the country or the provider, a channel's value, a
// body or one of its facts, a topic, a page of the site. It returns nil when there is no such thing.
func (l *loader) find(path string, p *Provider, c *Country, lang string) any {
	section, id, _ := strings.Cut(path, ".")
	if section == "site" {
		return orNil(l.lib.Site[lang][id])
	}
	if p != nil {
		if section == "topics" {
			return orNil(p.Topics[lang][id])
		}
		if c != nil {
			if f := c.find(section, id); f != nil {
				return f
			}
			if ch := c.Channel(section); ch != nil {
				return ch.find(id)
			}
		}
		if f := p.find(section, id); f != nil {
			return f
		}
	}
	if b := l.lib.Bodies[section]; b != nil {
		return b.find(id)
	}
	return nil
}

// HelpCentre is the provider's own help in the country, where a number can be checked; every country has one.
func (c *Country) HelpCentre() *Fact[Link] { return c.Channel("help_centre").URL }

func (ch *Channel) find(field string) any {
	switch field {
	case "number":
		return orNil(ch.Number)
	case "hours":
		return orNil(ch.Hours)
	case "email":
		return orNil(ch.Email)
	case "url":
		return orNil(ch.URL)
	case "address":
		return orNil(ch.Address)
	case "cost":
		return orNil(ch.Cost)
	case "wait":
		return orNil(ch.Wait)
	case "sign_in":
		return orNil(ch.SignIn)
	case "status":
		return &ch.Status
	}
	return nil
}

func (b *Body) find(path string) any {
	section, id, _ := strings.Cut(path, ".")
	switch section {
	case "":
		return b
	case "phone":
		return orNil(b.Phone)
	case "hours":
		return orNil(b.Hours)
	case "email":
		return orNil(b.Email)
	case "url":
		return orNil(b.URL)
	case "address":
		return orNil(b.Address)
	case "cost":
		return orNil(b.Cost)
	case "call_cost":
		return orNil(b.CallCost)
	}
	return b.Facts.find(section, id)
}

// checkRefs refuses a form on what has none, a link to what is no address, and a page in running text.
func (l *loader) checkRefs(p *proseFile) {
	links := map[*Ref]bool{}
	collect := func(prose Prose) {
		for _, part := range prose {
			if part.Ref != nil && part.Link {
				links[part.Ref] = true
			}
		}
	}
	collect(p.page.Lead)
	for _, s := range p.page.Sections {
		collect(s.Body)
		for _, sub := range s.Sections {
			collect(sub.Body)
		}
	}
	for _, ref := range p.refs {
		switch t := ref.Target.(type) {
		case nil:
		case *Fact[Link]:
			if t.Value == nil {
				l.faults.add(p.file, ref.line, "{%s} has no one address to link to, its sources disagree", ref.Path)
			}
		case *Topic, *Page:
			if !links[ref] {
				l.faults.add(p.file, ref.line, "{%s} is a page; link to it, as [text]({%s})", ref.Path, ref.Path)
			}
		default:
			if links[ref] {
				l.faults.add(p.file, ref.line, "{%s} is not an address to link to", ref.Path)
			}
			if _, limit := t.(*Limit); ref.Form != "" && !limit {
				l.faults.add(p.file, ref.line, "{%s %s}: only durations have forms; write {%s}", ref.Path, ref.Form, ref.Path)
			}
		}
	}
}

// checkSources faults sources that say neither or both of url and site, and those that nothing cites.
func (l *loader) checkSources() {
	for _, f := range l.files {
		for key, s := range f.sources {
			path := []string{"sources", key}
			switch {
			case s == nil || (s.URL == "") == (s.Site == ""):
				l.faults.add(f.doc.file, f.doc.line(path), "%s: a source has either a url or, when only the site is known, a site", show(path))
			case s.Scope != "" && !slices.Contains(Scopes, s.Scope):
				l.faults.add(f.doc.file, f.doc.line(path), "%s: %s is not a scope that the locale bundles can name; write one of %s", show(path), strconv.Quote(s.Scope), strings.Join(Scopes, ", "))
			case !slices.Contains(f.cited, key):
				l.faults.add(f.doc.file, f.doc.line(path), "%s: no fact cites this source; cite it, or take it out", show(path))
			}
		}
	}
}

// Scopes are the countries that a source can speak for: each has a name in every locale bundle.
var Scopes = []string{"NO", "FI", "FR", "NL", "IT", "SE", "LU", "BE", "CH", "DE", "DK", "PT", "GB", "CA", "ES", "SK", "LT", "EE", "GL", "FO", "TH", "SG", "PL", "AT", "US", "IE", "NZ", "CM", "CZ", "RO", "EU"}

// Trusted reports whether a link leads to a domain of a provider or a body that the content knows.
// Pages link to no other address as somewhere to go; sources are shown as sources.
func (lib *Library) Trusted(l Link) bool {
	host := l.Host()
	for _, p := range lib.Providers {
		if hostOn(host, p.Domains) {
			return true
		}
	}
	for _, b := range lib.Bodies {
		if hostOn(host, b.Domains) {
			return true
		}
	}
	return false
}

// InCountry reports whether a number is one of the country's (ITU-T E.164).
func InCountry(n E164, code string) bool {
	prefix := callingCodes[code]
	return prefix != "" && strings.HasPrefix(string(n), prefix)
}
