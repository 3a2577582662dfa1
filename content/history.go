package content

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// resolveHistory works out on which days the fact changed, and faults a history that does not follow
// upon itself.
func (f *Fact[T]) resolveHistory(r *resolver, path, owners []string) {
	if f.AddedOn != nil {
		f.Changes = append(f.Changes, Change{On: f.AddedOn.Date})
		switch {
		case len(f.History) > 0 && f.History[0].From != nil && f.History[0].From.Date != f.AddedOn.Date:
			r.fault(append(path, "added"), "the history begins on %s; a fact is added on the day from which its first value holds", f.History[0].From)
		case f.Checked.Before(f.AddedOn.Date):
			r.fault(append(path, "added"), "%s lies after %s, when the fact was last checked; correct one of them", f.AddedOn, f.Checked)
		}
	}
	for i := range f.History {
		h := &f.History[i]
		at := append(slices.Clone(path), "history", strconv.Itoa(i))
		h.Sources = r.cite(append(at, "sources"), h.SourceKeys)
		switch {
		case h.From == nil || h.Until == nil || h.Why == "":
			r.fault(at, "a former value needs from and until, the days between which it held, and why it ended")
			continue
		case h.Verdict != "":
			r.fault(at, "a former value has no verdict; its why says why it no longer counts")
		case !h.From.Before(h.Until.Date):
			r.fault(at, "%s does not come before %s; until is the first day on which the value no longer held", h.From, h.Until)
		case f.Checked.Before(h.Until.Date):
			r.fault(at, "%s lies after %s, when the fact was last checked; correct one of them", h.Until, f.Checked)
		case i > 0 && f.History[i-1].Until != nil && h.From.Date != f.History[i-1].Until.Date:
			r.fault(at, "the value before it ended on %s and this one begins on %s; write the oldest first, each from the day on which the one before ended", f.History[i-1].Until, h.From)
		case len(h.SourceKeys) == 0 && !isUnknown(&h.Value):
			r.fault(at, "the former value has no source; name the page that gave it")
		case f.same(i) && !slices.Contains([]Why{"confirmed", "unconfirmed", "contested"}, h.Why):
			r.fault(at, "the value is the same as the one after it; take it out, or say with why: confirmed or unconfirmed what changed instead")
		}
		grade, _ := r.grade(h.Sources, owners)
		f.Changes = append(f.Changes, Change{On: h.Until.Date, Why: h.Why, Former: i, Grade: grade, Sources: h.Sources})
	}
}

// same reports whether the i-th former value equals the value that followed it. Statements have no value
// to compare.
func (f *Fact[T]) same(i int) bool {
	var next any = f.Value
	if i+1 < len(f.History) {
		next = &f.History[i+1].Value
	}
	_, statement := next.(*struct{})
	return !statement && reflect.DeepEqual(next, any(&f.History[i].Value))
}

// name returns the name under which a fact of the file is known for good, wherever it stands there: that
// of its channel, of the body of its complaint step, of its body, else its path.
func (r *resolver) name(path []string) string {
	at := func() int { i, _ := strconv.Atoi(path[1]); return i }
	switch v := r.value.(type) {
	case *Country:
		switch path[0] {
		case "channels":
			return v.Channels[at()].ID() + "." + strings.Join(path[2:], ".")
		case "ladder":
			return "ladder." + v.Ladder[at()].BodyID + "." + strings.Join(path[2:], ".")
		}
	case *Authorities:
		return strings.Join(path[1:], ".")
	}
	return strings.Join(path, ".")
}
