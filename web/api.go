package web

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"kontakto/content"
	"kontakto/content/hours"
)

// The API gives the facts of a guide as JSON, from the same values as the page. Its shapes are
// described by schema.json (JSON Schema 2020-12).

//go:embed schema.json
var schema []byte

const (
	apiPrefix    = "/api/"
	guidesPath   = "/api/v1/guides"
	schemaPath   = "/api/v1/schema.json"
	jsonType     = "application/json; charset=utf-8"
	schemaType   = "application/schema+json; charset=utf-8"
	problemsType = "application/problem+json; charset=utf-8" // RFC 9457
)

type apiIndex struct {
	Guides []apiEntry `json:"guides"`
}

type apiEntry struct {
	Provider string `json:"provider"`
	Lang     string `json:"lang"`
	Country  string `json:"country"`
	URL      string `json:"url"`
	API      string `json:"api"`
	Updated  string `json:"updated"`
}

type apiGuide struct {
	Provider string       `json:"provider"`
	Lang     string       `json:"lang"`
	Country  string       `json:"country"`
	TimeZone string       `json:"time_zone"`
	URL      string       `json:"url"`
	Updated  string       `json:"updated"`
	Channels []apiChannel `json:"channels"`
	Limits   []apiLimit   `json:"limits"`
	Ladder   []apiStep    `json:"ladder"`
	Topics   []apiTopic   `json:"topics"`
}

// apiTopic is a page about one problem, in the guide's language.
type apiTopic struct {
	ID      string `json:"id"` // the same in every language
	Title   string `json:"title"`
	URL     string `json:"url"`
	Updated string `json:"updated"`
}

// apiFact is what every fact has. Value is null when its sources disagree and none is preferred.
type apiFact struct {
	Grade     string        `json:"grade"`
	Checked   string        `json:"checked"`
	Overdue   bool          `json:"overdue"`
	Sources   []apiSource   `json:"sources"`
	Conflicts []apiConflict `json:"conflicts,omitempty"`
	Added     string        `json:"added,omitempty"`
	History   []apiFormer   `json:"history,omitempty"`
}

type apiSource struct {
	URL    string `json:"url,omitempty"`
	Site   string `json:"site,omitempty"`
	Dated  string `json:"dated,omitempty"`
	Scope  string `json:"scope,omitempty"`
	Caveat string `json:"caveat,omitempty"`
}

type apiConflict struct {
	Value   string      `json:"value"`
	Days    string      `json:"days,omitempty"` // of a length of time: the days that it counts
	Verdict string      `json:"verdict,omitempty"`
	Sources []apiSource `json:"sources"`
}

type apiFormer struct {
	Value   string      `json:"value"`
	Days    string      `json:"days,omitempty"`
	From    string      `json:"from"`
	Until   string      `json:"until"`
	Why     string      `json:"why"`
	Sources []apiSource `json:"sources"`
}

type apiChannel struct {
	Kind    string `json:"kind"`
	Purpose string `json:"purpose,omitempty"`
	Status  string `json:"status"`
	SignIn  string `json:"sign_in,omitempty"`
	Value   string `json:"value,omitempty"`   // number, e-mail address, web address, or address in lines
	Display string `json:"display,omitempty"` // as the page shows it
	Cost    string `json:"cost,omitempty"`    // in the guide's language
	Wait    string `json:"wait,omitempty"`    // ISO 8601, a range with a slash
	apiFact
	Hours *apiHours `json:"hours,omitempty"`
}

type apiHours struct {
	Spec  string `json:"spec,omitempty"` // OpenStreetMap notation
	State string `json:"state"`
	Until string `json:"until,omitempty"`
	apiFact
}

type apiLimit struct {
	ID    string `json:"id"`
	Value string `json:"value,omitempty"` // ISO 8601
	From  string `json:"from,omitempty"`
	Days  string `json:"days,omitempty"`
	apiFact
}

type apiStep struct {
	Step         int    `json:"step"`
	Body         string `json:"body"`
	Name         string `json:"name"`
	Role         string `json:"role"`
	TakesCases   string `json:"takes_cases,omitempty"`
	URL          string `json:"url,omitempty"`
	AnswerWithin string `json:"answer_within,omitempty"`
	FileWithin   string `json:"file_within,omitempty"`
	Cost         string `json:"cost,omitempty"`
	apiFact
}

func (s *site) apiIndex(c echo.Context) error {
	return s.json(c, guidesPath, jsonType, func(time.Time) (any, time.Time) {
		index := apiIndex{Guides: []apiEntry{}}
		for _, p := range s.ordered {
			if g := s.guideAt(p); g != nil {
				index.Guides = append(index.Guides, apiEntry{g.Provider.ID, g.Lang, g.Country.Code, s.BaseURL + p.path, s.BaseURL + apiPath(g), p.modified.String()})
			}
		}
		return index, time.Time{}
	})
}

func (s *site) apiGuide(c echo.Context) error {
	p := s.Library.Provider(c.Param("provider"))
	if p == nil || p.Guides[c.Param("lang")] == nil {
		return echo.ErrNotFound
	}
	g := p.Guides[c.Param("lang")]
	return s.json(c, apiPath(g), jsonType, func(now time.Time) (any, time.Time) {
		composer := s.composer(s.pages[guidePath(g)], now)
		return composer.apiGuide(g), composer.next
	})
}

func (s *site) apiSchema(c echo.Context) error {
	return s.json(c, schemaPath, schemaType, func(time.Time) (any, time.Time) { return json.RawMessage(schema), time.Time{} })
}

// json answers with a value that may be kept until it changes, readable from any site.
func (s *site) json(c echo.Context, key, contentType string, build func(time.Time) (any, time.Time)) error {
	now := s.Now()
	body, err := s.cache.Get(key, now, contentType, func() ([]byte, time.Time, error) {
		value, until := build(now)
		data, err := json.MarshalIndent(value, "", "  ")
		return append(data, '\n'), until, err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", key, err)
	}
	h := c.Response().Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "ETag")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Link", "<"+schemaPath+`>; rel="describedby"`)
	h.Set("X-Robots-Tag", "noindex") // the pages are for search engines
	return s.send(c, body, now)
}

// guideAt returns the guide that a page shows, nil when it shows none.
func (s *site) guideAt(p *page) *content.Guide {
	if p.provider == nil {
		return nil
	}
	if g := p.provider.Guides[p.lang]; guidePath(g) == p.path {
		return g
	}
	return nil
}

func apiPath(g *content.Guide) string { return guidesPath + "/" + g.Provider.ID + "/" + g.Lang }

func (c *composer) apiGuide(g *content.Guide) apiGuide {
	country := g.Country
	v := apiGuide{
		Provider: g.Provider.ID, Lang: g.Lang, Country: country.Code, TimeZone: country.TimeZone.String(),
		URL: c.site.BaseURL + c.page.path, Updated: c.page.modified.String(), Limits: []apiLimit{}, Ladder: []apiStep{}, Topics: []apiTopic{},
	}
	for _, ch := range country.Channels {
		v.Channels = append(v.Channels, c.apiChannel(ch))
	}
	limits := maps.Clone(country.Provider.Limits)
	if limits == nil {
		limits = map[string]*content.Limit{}
	}
	maps.Copy(limits, country.Limits)
	for _, id := range slices.Sorted(maps.Keys(limits)) {
		l := limits[id]
		v.Limits = append(v.Limits, apiLimit{ID: id, Value: isoOf(&l.Fact), From: string(l.From), Days: string(l.Days), apiFact: apiFactOf(c, &l.Fact, content.Duration.String)})
	}
	for i, step := range country.Ladder {
		v.Ladder = append(v.Ladder, c.apiStep(i+1, step))
	}
	for _, t := range topicsOf(g.Provider, g.Lang) {
		v.Topics = append(v.Topics, apiTopic{t.ID, t.Heading, c.site.BaseURL + topicPath(t), c.site.pages[topicPath(t)].modified.String()})
	}
	return v
}

func isoOf(f *content.Fact[content.Duration]) string {
	if f == nil || f.Value == nil {
		return ""
	}
	return f.Value.String()
}

// apiFactOf is what the API says of any fact; text writes its values.
func apiFactOf[T any](c *composer, f *content.Fact[T], text func(T) string) apiFact {
	out := apiFact{Grade: string(f.Grade), Checked: f.Checked.String(), Overdue: f.Grade != content.Unknown && f.Overdue(c.today), Sources: apiSources(f.Sources)}
	for _, claim := range f.Conflicts {
		out.Conflicts = append(out.Conflicts, apiConflict{text(claim.Value), string(claim.Days), string(claim.Verdict), apiSources(claim.Sources)})
	}
	if f.AddedOn != nil {
		out.Added = f.AddedOn.String()
	}
	for _, h := range f.History {
		out.History = append(out.History, apiFormer{text(h.Value), string(h.Days), h.From.String(), h.Until.String(), string(h.Why), apiSources(h.Sources)})
	}
	return out
}

func apiSources(list []*content.Source) []apiSource {
	out := make([]apiSource, len(list))
	for i, s := range list {
		out[i] = apiSource{URL: string(s.URL), Site: s.Site, Scope: s.Scope, Caveat: string(s.Caveat)}
		if s.Dated != nil {
			out[i].Dated = s.Dated.Written()
		}
	}
	return out
}

func (c *composer) apiChannel(ch *content.Channel) apiChannel {
	v := apiChannel{Kind: string(ch.Kind), Purpose: string(ch.Purpose), Status: string(*ch.Status.Value)}
	v.apiFact = apiFactOf(c, &ch.Status, func(s content.Status) string { return string(s) })
	display := func(target any) string {
		shown, _ := c.value(target, "")
		return shown.Text
	}
	switch {
	case ch.Number != nil:
		v.apiFact = apiFactOf(c, &ch.Number.Fact, func(n content.E164) string { return string(n) })
		if ch.Number.Value != nil {
			v.Value, v.Display = string(*ch.Number.Value), display(ch.Number)
		}
	case ch.Email != nil:
		v.apiFact = apiFactOf(c, ch.Email, func(e content.Email) string { return string(e) })
		if ch.Email.Value != nil {
			v.Value = string(*ch.Email.Value)
		}
	case ch.Address != nil:
		v.apiFact = apiFactOf(c, &ch.Address.Fact, joinLines)
		if ch.Address.Value != nil {
			v.Value = joinLines(*ch.Address.Value)
		}
	case ch.URL != nil && ch.URL.Value != nil:
		v.Value = string(*ch.URL.Value)
	}
	if ch.SignIn != nil && ch.SignIn.Value != nil {
		v.SignIn = string(*ch.SignIn.Value)
	}
	if ch.Cost != nil && ch.Cost.Value != nil {
		v.Cost = c.cost(*ch.Cost.Value)
	}
	v.Wait = isoOf(ch.Wait)
	if ch.Hours != nil {
		v.Hours = c.apiHours(c.hours(ch.Hours))
	}
	return v
}

func joinLines(l content.Lines) string {
	out := ""
	for i, line := range l {
		if i > 0 {
			out += "\n"
		}
		out += line
	}
	return out
}

// apiHours is the state that the page shows, with the instant at which it ends.
func (c *composer) apiHours(h hoursOf) *apiHours {
	v := &apiHours{State: c.state(h).Code, apiFact: apiFactOf(c, h.fact, func(s content.Hours) string { return s.String() })}
	if h.fact.Value == nil {
		return v
	}
	v.Spec = h.fact.Value.String()
	if s := h.line.State(c.now); !s.Until.IsZero() && v.State == string(s.State) && !h.fact.Overdue(hours.DateOf(c.now)) {
		v.Until = s.Until.In(h.line.Zone).Format(time.RFC3339)
	}
	return v
}

func (c *composer) apiStep(n int, step *content.Step) apiStep {
	v := apiStep{Step: n, Body: step.BodyID, Name: c.page.provider.Name, Role: "internal", apiFact: apiFact{Grade: string(content.Unknown), Sources: []apiSource{}, Checked: c.page.checked.String()}}
	url, cost := step.URL, step.Cost
	if b := step.Body; b != nil {
		v.Name, v.Role = b.Name, string(b.Role)
		if url == nil {
			url = b.URL
		}
		if cost == nil {
			cost = b.Cost
		}
	}
	if url != nil && url.Value != nil {
		v.URL = string(*url.Value)
		v.apiFact = apiFactOf(c, url, func(l content.Link) string { return string(l) })
	}
	if step.TakesCases != nil && step.TakesCases.Value != nil {
		v.TakesCases = string(*step.TakesCases.Value)
		v.apiFact = apiFactOf(c, step.TakesCases, func(t content.Takes) string { return string(t) })
	}
	if step.AnswerWithin != nil {
		v.AnswerWithin = isoOf(&step.AnswerWithin.Fact)
	}
	if step.FileWithin != nil {
		v.FileWithin = isoOf(&step.FileWithin.Fact)
	}
	if cost != nil && cost.Value != nil {
		v.Cost = c.cost(*cost.Value)
	}
	return v
}

// apiProblem is an error below /api/ (RFC 9457).
type apiProblem struct {
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
}

// failJSON answers an error below /api/.
func (s *site) failJSON(c echo.Context, status int, id string) {
	detail := ""
	switch {
	case status == http.StatusNotFound:
		detail = "The guides are listed at " + s.BaseURL + guidesPath
	case id != "":
		detail = "Quote the id " + id
	}
	data, err := json.Marshal(apiProblem{http.StatusText(status), status, detail})
	if err != nil {
		s.Log.Error("problem document failed", "err", err)
	}
	c.Response().Header().Set("Access-Control-Allow-Origin", "*")
	_ = c.Blob(status, problemsType, data) // a client that has gone needs no answer
}
