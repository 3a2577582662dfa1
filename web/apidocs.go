package web

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"

	"kontakto/content"
	"kontakto/web/view"
)

// The page that explains the API: prose from the content, and what the API itself gives: its addresses,
// a cut of a real answer, its fields and a client that works.

//go:embed client.mjs
var client string

// apiFields are the fields of a guide that the page explains, with the closed lists of their values.
// Explanations stand in the bundles as field.<name>.
var apiFields = []struct {
	name string
	list string // of content.Words
}{
	{"provider", ""}, {"lang", ""}, {"country", ""}, {"time_zone", ""}, {"url", ""}, {"updated", ""},
	{"channels", ""}, {"kind", "channel"}, {"purpose", "purpose"}, {"status", "status"}, {"sign_in", "sign_in"},
	{"value", ""}, {"display", ""}, {"cost", ""}, {"wait", ""}, {"hours", ""},
	{"limits", ""}, {"ladder", ""}, {"topics", ""},
	{"grade", "grade"}, {"checked", ""}, {"overdue", ""}, {"sources", ""}, {"conflicts", ""}, {"added", ""}, {"history", ""},
}

// apiDocs composes the page for programmers.
func (c *composer) apiDocs(p *content.Page) view.APIDocs {
	v := view.APIDocs{Base: c.base(p.Title, p.Description, "website"), Heading: p.Heading, Lead: c.prose(p.Lead), Sections: c.sections(p.Sections), Reviewed: c.reviewed(p)}
	g := c.site.firstGuide(c.Lang())
	base := c.site.BaseURL
	for _, a := range []struct{ label, path string }{
		{"index", guidesPath}, {"guide", apiPath(g)}, {"schema", schemaPath}, {"markdown", guidePath(g) + ".md"}, {"feed", guideFeedPath(g)},
	} {
		v.Addresses = append(v.Addresses, view.Row{Label: c.T("api." + a.label), Value: &view.Value{Text: a.path, Href: a.path}})
	}
	for _, f := range apiFields {
		v.Fields = append(v.Fields, view.Field{Name: f.name, Text: c.T("field." + f.name), Values: content.Words[f.list]})
	}
	v.Example = c.apiExample(g)
	v.Client = strings.NewReplacer("$API", base+guidesPath, "$PROVIDER", g.Provider.ID, "$LANG", g.Lang).Replace(client)
	v.Data = c.textData(p)
	return v
}

// apiExample is a cut of what the API answers now: one channel, one limit, one step.
func (c *composer) apiExample(g *content.Guide) string {
	whole := c.site.composer(c.site.pages[guidePath(g)], c.now)
	answer := whole.apiGuide(g)
	c.until(whole.next)
	i := max(0, slices.IndexFunc(answer.Channels, func(ch apiChannel) bool { return ch.Hours != nil }))
	answer.Channels = answer.Channels[i : i+1]
	answer.Limits = answer.Limits[:min(1, len(answer.Limits))]
	answer.Ladder = answer.Ladder[:min(1, len(answer.Ladder))]
	data, err := json.MarshalIndent(answer, "", "  ")
	if err != nil {
		c.site.Log.Error("example of the API failed", "err", err)
	}
	return string(data)
}

// firstGuide is the first guide in a language, nil when there is none.
func (s *site) firstGuide(lang string) *content.Guide {
	for _, p := range s.Library.Providers {
		if g := p.Guides[lang]; g != nil {
			return g
		}
	}
	return nil
}
