package content

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// resolve works out the evidence of every fact, ties ladders to bodies and prose to facts, and
// checks what can only be checked once everything is read.
func (l *loader) resolve() {
	for _, f := range l.files {
		r := &resolver{loader: l, factFile: f}
		r.walk(reflect.ValueOf(f.value), nil, f.owners)
		switch v := f.value.(type) {
		case *Country:
			r.checkCountry(v)
		case *Provider:
			r.checkProvider(v)
		case *Authorities:
			r.checkBodies(v)
		}
	}
	l.checkSources()
	for _, p := range l.proses {
		for _, ref := range p.refs {
			if ref.Target = p.find(ref.Path); ref.Target == nil {
				l.faults.add(p.file, ref.line, "{%s} names no fact; write one of those in the facts file, or add it there", ref.Path)
			}
		}
		l.checkRefs(p)
		p.check()
	}
}

// resolver works through the facts of one file.
type resolver struct {
	*loader
	*factFile
}

func (r *resolver) fault(path []string, format string, args ...any) {
	r.faults.add(r.doc.file, r.doc.line(path), show(path)+": "+format, args...)
}

// fact is a fact of any type.
type fact interface {
	resolve(r *resolver, path, owners []string)
}

// walk visits every fact below v; path is where v stands in the file, owners whom its facts are about.
func (r *resolver) walk(v reflect.Value, path, owners []string) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if f, ok := v.Interface().(fact); ok {
			f.resolve(r, path, owners)
			return
		}
		switch o := v.Interface().(type) {
		case *Body:
			owners = append([]string{o.ID}, o.VouchedBy...)
		case *Step:
			owners = append([]string{o.BodyID}, owners...)
		case *Rejected:
			o.Sources = r.cite(append(path, "sources"), o.SourceKeys)
			return
		}
		r.walk(v.Elem(), path, owners)
	case reflect.Struct:
		if f, ok := v.Addr().Interface().(fact); ok {
			f.resolve(r, path, owners)
			return
		}
		for i := range v.NumField() {
			tag, inline, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
			switch {
			case inline == "inline":
				r.walk(v.Field(i), path, owners)
			case tag != "" && tag != "-":
				r.walk(v.Field(i), append(slices.Clone(path), tag), owners)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			r.walk(v.Index(i), append(slices.Clone(path), strconv.Itoa(i)), owners)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, k := range keys {
			r.walk(v.MapIndex(k), append(slices.Clone(path), k.String()), owners)
		}
	}
}

// cite finds the sources that keys name: in the file itself, else in the provider's.
func (r *resolver) cite(path []string, keys []string) []*Source {
	var list []*Source
	for i, key := range keys {
		s := r.sources[key]
		if s != nil {
			r.cited = append(r.cited, key)
		} else if r.shared != nil {
			s = r.shared.sources[key]
			r.shared.cited = append(r.shared.cited, key)
		}
		switch {
		case s == nil:
			r.fault(path, "no source is called %q; add it under sources, or correct the name", key)
		case slices.Contains(keys[:i], key):
			r.fault(path, "%q is cited twice; once is enough", key)
		default:
			list = append(list, s)
		}
	}
	return list
}

// resolve works out the evidence of a fact and faults what it lacks.
func (f *Fact[T]) resolve(r *resolver, path, owners []string) {
	f.Path = r.name(path)
	if f.About != "" {
		owners = []string{f.About}
		if r.lib.Bodies[f.About] == nil && r.lib.Provider(f.About) == nil {
			r.fault(append(path, "about"), "no body and no provider is called %q; write an id of the authorities files", f.About)
		}
	}
	f.Sources = r.cite(append(path, "sources"), f.SourceKeys)
	for i := range f.Conflicts {
		c := &f.Conflicts[i]
		at := append(slices.Clone(path), "conflicts", strconv.Itoa(i))
		c.Sources = r.cite(append(at, "sources"), c.SourceKeys)
		if len(c.SourceKeys) == 0 {
			r.fault(at, "the conflicting value has no source; name the page that gives it")
		}
	}
	switch {
	case f.Value == nil && len(f.Conflicts) < 2:
		r.fault(path, "there is no value; write one, or two or more conflicts, or leave the fact out")
	case f.Value == nil && len(f.SourceKeys) > 0:
		r.fault(path, "there are sources but no value; give the sources to the conflicting values")
	case f.Value != nil && len(f.SourceKeys) == 0 && !isUnknown(f.Value):
		r.fault(path, "the fact has no source; name the page that gives it, or leave the fact out")
	}
	f.Grade, f.Scopes = r.grade(f.Sources, owners)
	f.Checked = r.checked
	if f.CheckedOn != nil {
		f.Checked = f.CheckedOn.Date
	}
	kind := reviewKind(f.Value)
	every, ok := r.review[kind]
	if !ok {
		r.fault(path, "review.yaml has no interval for %q; add one there", kind)
	}
	if f.Grade != Unknown {
		f.Due = every.After(f.Checked)
	}
	f.resolveHistory(r, path, owners)
}

// isUnknown reports whether v is the plain statement that nothing was found, which needs no source.
func isUnknown(v any) bool {
	s, ok := v.(*Status)
	return ok && *s == "unknown"
}

// reviewKind is the name of a value's type in review.yaml.
func reviewKind(v any) string {
	switch v.(type) {
	case *E164:
		return "number"
	case *Hours:
		return "hours"
	case *Email:
		return "email"
	case *Cost:
		return "cost"
	case *Link:
		return "link"
	case *Duration:
		return "duration"
	case *Money:
		return "amount"
	case *Count:
		return "count"
	case *Moment:
		return "date"
	case *Name:
		return "name"
	case *Lines:
		return "address"
	case *struct{}:
		return "statement"
	}
	return "word"
}

// grade works out the grade from the sources that lie on the owners' domains, and the countries they
// speak for when none of them speaks for the file's own. It puts those sources first.
func (r *resolver) grade(sources []*Source, owners []string) (Grade, []string) {
	if len(sources) == 0 {
		return Unknown, nil
	}
	official := func(s *Source) bool {
		return slices.ContainsFunc(owners, func(id string) bool { return onDomains(s.URL, r.lib.domains(id)) })
	}
	slices.SortStableFunc(sources, func(a, b *Source) int {
		switch {
		case official(a) == official(b):
			return 0
		case official(a):
			return -1
		}
		return 1
	})
	if !official(sources[0]) {
		return Reported, nil
	}
	var scopes []string
	for _, s := range sources {
		switch {
		case !official(s):
		case s.Scope == "" || s.Scope == r.code:
			return Official, nil
		case !slices.Contains(scopes, s.Scope):
			scopes = append(scopes, s.Scope)
		}
	}
	return Official, scopes
}

// domains returns the domains of a provider or a body.
func (lib *Library) domains(id string) []string {
	if p := lib.Provider(id); p != nil {
		return p.Domains
	}
	if b := lib.Bodies[id]; b != nil {
		return b.Domains
	}
	return nil
}

// onDomains reports whether a link leads to one of the domains or below it.
func onDomains(link Link, domains []string) bool { return hostOn(link.Host(), domains) }

func hostOn(host string, domains []string) bool {
	for _, d := range domains {
		if host == d || strings.HasSuffix(host, "."+d) {
			return true
		}
	}
	return false
}

// resolve gives a statement its evidence; it has words for whoever checks it, and no value.
func (s *Statement) resolve(r *resolver, path, owners []string) {
	if s.Says == "" {
		r.fault(path, "the statement says nothing; write in English what the source says, for whoever checks it again")
	}
	s.Value = &struct{}{}
	s.Fact.resolve(r, path, owners)
}

// resolve gives a limit its evidence and checks what it counts from.
func (l *Limit) resolve(r *resolver, path, owners []string) {
	l.Fact.resolve(r, path, owners)
}

// resolve gives an address its evidence.
func (a *Address) resolve(r *resolver, path, owners []string) {
	a.Fact.resolve(r, path, owners)
	if a.Country == "" {
		r.fault(path, "the address has no country; write its ISO code, as country: LU")
	}
}

var digits = regexp.MustCompile(`[^0-9]`)

// resolve gives a number its evidence and holds its printed forms against it.
func (n *Number) resolve(r *resolver, path, owners []string) {
	if n.ShortCode != "" {
		n.Value = new(E164)
		if digits.MatchString(n.ShortCode) || len(n.ShortCode) > 6 {
			r.fault(path, "%q is not a short code; write its digits alone", n.ShortCode)
		}
		if n.National == "" {
			n.National = n.ShortCode
		}
	}
	n.Fact.resolve(r, path, owners)
	printed := func(list string, i int, c Claim[E164]) {
		if c.National == "" {
			r.fault(append(slices.Clone(path), list, strconv.Itoa(i)), "national is missing; write %s as people in the country do", c.Value)
		}
	}
	for i, c := range n.Conflicts {
		printed("conflicts", i, c)
	}
	for i, h := range n.History {
		printed("history", i, h.Claim)
	}
	if n.Value == nil || *n.Value == "" || n.ShortCode != "" {
		return // nothing to compare; a value that is no number has been faulted when it was read
	}
	value := string(*n.Value)
	if code := callingCodes[r.code]; code != "" && !strings.HasPrefix(value, code) {
		r.fault(path, "%s is not a number of %s, which begin with %s; move it, or put it among the rejected", value, r.code, code)
	}
	national := strings.TrimLeft(digits.ReplaceAllString(n.National, ""), "0")
	if national == "" || !strings.HasSuffix(value, national) || len(value)-len(national) > len("+358")+1 {
		r.fault(path, "national %q is not the number %s as people in the country write it", n.National, value)
	}
	if digits.ReplaceAllString(n.International, "") != value[1:] {
		r.fault(path, "international %q is not the number %s with spaces", n.International, value)
	}
}
