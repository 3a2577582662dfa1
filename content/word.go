package content

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// The closed lists of words. Each word has its text in every locale bundle, under the name of
// its list: "status.available", "event.payment", …
type (
	// Kind is a kind of channel.
	Kind string
	// Status says whether a channel exists.
	Status string
	// SignIn says whether one must be signed in to use a channel.
	SignIn string
	// Purpose narrows an e-mail address that is not customer service.
	Purpose string
	// Verdict says why a conflicting or rejected value does not count.
	Verdict string
	// Caveat says what weakens a source.
	Caveat string
	// Why says why a fact changed.
	Why string
	// Event is what a limit counts from.
	Event string
	// Takes says whether a body takes cases about the provider.
	Takes string
	// Role is what a body does for a complaint.
	Role string
	// DayCount says that a limit counts working days.
	DayCount string
)

// Words holds every closed list, by the prefix of its bundle keys.
var Words = map[string][]string{
	"channel": {"app", "chat", "message", "phone", "merchant_phone", "contact_form", "email", "post", "help_centre", "resolution_centre", "community", "social"},
	"grade":   {string(Official), string(Reported), string(Unknown)},
	"status":  {"available", "not_offered", "unknown"},
	"sign_in": {"needed", "not_needed"},
	"purpose": {"phishing", "privacy"},
	"verdict": {"superseded", "other_country", "merchants", "unsupported"},
	"caveat":  {"old", "retired", "translated", "mirror", "archive", "machine_translated"},
	"event":   {"payment", "purchase", "delivery", "opening", "escalation", "closing", "decision", "rejection", "complaint", "report", "request", "reminder", "due_date", "contract", "notice"},
	"why":     {"changed", "law", "corrected", "confirmed", "unconfirmed", "contested"},
	"takes":   {"confirmed", "unconfirmed", "no"},
	"role":    {"disputes", "mediation", "advice", "supervision", "reports", "internal", "closed"},
	"days":    {"working"},
	"cost":    costWords,
}

// Kinds lists the kinds of channel in the one order that every guide keeps.
func Kinds() []Kind {
	list := make([]Kind, len(Words["channel"]))
	for i, k := range Words["channel"] {
		list[i] = Kind(k)
	}
	return list
}

func word[T ~string](n *yaml.Node, out *T, list string) error {
	return scalar(n, out, func(s string) (T, error) {
		if !slices.Contains(Words[list], s) {
			return "", fmt.Errorf("%q is not a %s; write one of %s", s, strings.ReplaceAll(list, "_", " "), strings.Join(Words[list], ", "))
		}
		return T(s), nil
	})
}

// UnmarshalYAML reads a kind of channel.
func (v *Kind) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "channel") }

// UnmarshalYAML reads a status.
func (v *Status) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "status") }

// UnmarshalYAML reads whether sign-in is needed.
func (v *SignIn) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "sign_in") }

// UnmarshalYAML reads a purpose.
func (v *Purpose) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "purpose") }

// UnmarshalYAML reads a verdict.
func (v *Verdict) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "verdict") }

// UnmarshalYAML reads a caveat.
func (v *Caveat) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "caveat") }

// UnmarshalYAML reads why a fact changed.
func (v *Why) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "why") }

// UnmarshalYAML reads an event.
func (v *Event) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "event") }

// UnmarshalYAML reads whether a body takes cases.
func (v *Takes) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "takes") }

// UnmarshalYAML reads a role.
func (v *Role) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "role") }

// UnmarshalYAML reads the kind of days counted.
func (v *DayCount) UnmarshalYAML(n *yaml.Node) error { return word(n, v, "days") }
