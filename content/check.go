package content

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// callingCodes are the country codes of ITU-T E.164, for the countries that facts files can be about.
var callingCodes = map[string]string{"NO": "+47", "FI": "+358", "FR": "+33", "NL": "+31", "IT": "+39", "SE": "+46", "LU": "+352"}

func (r *resolver) checkProvider(p *Provider) {
	for key, missing := range map[string]bool{"name": p.Name == "", "domains": len(p.Domains) == 0, "checked": p.Checked.IsZero()} {
		if missing {
			r.fault([]string{key}, "the provider has none; write it")
		}
	}
	if s := p.Company.Supervisor; s != nil && s.Value != nil && r.lib.Bodies[string(*s.Value)] == nil {
		r.fault([]string{"company", "supervisor"}, "no body is called %q; define it under authorities", *s.Value)
	}
	r.checkPages(p.Pages, p.Domains)
}

func (r *resolver) checkPages(pages map[string]*Fact[Link], domains []string) {
	for _, id := range slices.Sorted(maps.Keys(pages)) {
		if v := pages[id].Value; v != nil && !onDomains(*v, domains) {
			r.fault([]string{"pages", id}, "%s lies outside %s; a link may lead only to the owner's own domains, for look-alikes are how people are robbed", *v, strings.Join(domains, ", "))
		}
	}
}

func (r *resolver) checkCountry(c *Country) {
	if c.TimeZone.Location == nil {
		r.fault([]string{"time_zone"}, "the country has none; write its IANA name, as Europe/Rome")
	}
	if c.Checked.IsZero() {
		r.fault([]string{"checked"}, "the file has no checked date; write the day on which its facts were compared with their sources")
	}
	if q := c.Channel(string(c.Quickest)); q == nil {
		r.fault([]string{"quickest"}, "there is no channel %q; name the one to send a worried reader to first", c.Quickest)
	}
	r.checkPages(c.Pages, r.about.Domains)
	r.checkChannels(c)
	for i, s := range c.Ladder {
		path := []string{"ladder", strconv.Itoa(i)}
		s.Body = r.lib.Bodies[s.BodyID]
		if s.Body == nil && s.BodyID != r.about.ID {
			r.fault(append(path, "body"), "no body is called %q; define it under authorities, or write %s for the provider itself", s.BodyID, r.about.ID)
		}
		if s.URL != nil && s.URL.Value != nil && !onDomains(*s.URL.Value, append(r.lib.domains(s.BodyID), r.about.Domains...)) {
			r.fault(append(path, "url"), "%s lies outside the domains of %s", *s.URL.Value, s.BodyID)
		}
	}
}

// checkChannels holds the channels to the list of kinds: each there, each once, in order. Silence is
// not allowed, for not known and not offered are different answers.
func (r *resolver) checkChannels(c *Country) {
	kinds := Kinds()
	last := -1
	seen := map[string]bool{}
	for i, ch := range c.Channels {
		path := []string{"channels", strconv.Itoa(i)}
		at := slices.Index(kinds, ch.Kind)
		if at < last {
			r.fault(path, "%s stands too late; the order is %s", ch.Kind, strings.Join(Words["channel"], ", "))
		}
		last = max(last, at)
		if seen[ch.ID()] {
			r.fault(path, "%s stands here twice; one entry of a kind is enough, or give the second a purpose", ch.ID())
		}
		seen[ch.ID()] = true
		if ch.Status.Value == nil {
			ch.Status.Value = new(Status)
		}
	}
	if help := c.Channel("help_centre"); help != nil && (help.URL == nil || help.URL.Value == nil || !onDomains(*help.URL.Value, r.about.Domains)) {
		r.fault([]string{"channels"}, "the help centre has no url on the provider's own domains; write it, for readers are sent there to check what they found elsewhere")
	}
	for _, k := range kinds {
		if !seen[string(k)] && k != "merchant_phone" {
			r.fault([]string{"channels"}, "there is no entry for %s; add one, with status {value: unknown} when nothing was found", k)
		}
	}
}

func (r *resolver) checkBodies(a *Authorities) {
	if a.Checked.IsZero() {
		r.fault([]string{"checked"}, "the file has no checked date; write the day on which its facts were compared with their sources")
	}
	for _, id := range slices.Sorted(maps.Keys(a.Bodies)) {
		b := a.Bodies[id]
		if b == nil {
			continue
		}
		path := []string{"bodies", id}
		if b.Name == "" || b.Lang == "" || b.Role == "" {
			r.fault(path, "a body needs a name, the language of the name and a role")
		}
		for _, v := range b.VouchedBy {
			if r.lib.domains(v) == nil {
				r.fault(append(path, "vouched_by"), "no body and no provider is called %q", v)
			}
		}
		if b.URL != nil && b.URL.Value != nil && !onDomains(*b.URL.Value, b.Domains) {
			r.fault(append(path, "url"), "%s lies outside the body's own domains (%s)", *b.URL.Value, strings.Join(b.Domains, ", "))
		}
		for page, f := range b.Pages {
			if f.Value != nil && !onDomains(*f.Value, b.Domains) {
				r.fault(append(path, "pages", page), "%s lies outside the body's own domains (%s)", *f.Value, strings.Join(b.Domains, ", "))
			}
		}
	}
}
