package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"kontakto/content"
	"kontakto/web/view"
)

// Every guide has a twin in Markdown for programs that read text: at its address with .md, or for
// whoever asks for text/markdown. It says what the page says, from the same values.

const markdownType = "text/markdown; charset=utf-8"

// markdownAt returns the guide whose twin an address names, nil when it names none.
func (s *site) markdownAt(path string) *content.Guide {
	p := s.pages[strings.TrimSuffix(path, ".md")]
	if p == nil || !strings.HasSuffix(path, ".md") {
		return nil
	}
	return s.guideAt(p)
}

// wantsMarkdown reports whether a request prefers Markdown to HTML, by naming it in Accept.
func wantsMarkdown(r *http.Request) bool {
	accept := r.Header.Get("Accept")
	return strings.Contains(accept, "text/markdown") && !strings.Contains(accept, "text/html")
}

func (s *site) sendMarkdown(c echo.Context, g *content.Guide) error {
	now := s.Now()
	body, err := s.cache.Get(guidePath(g)+".md", now, markdownType, func() ([]byte, time.Time, error) {
		composer := s.composer(s.pages[guidePath(g)], now)
		return []byte(composer.markdown(g)), composer.next, nil
	})
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Link", fmt.Sprintf(`<%s>; rel="canonical"`, s.BaseURL+guidePath(g)))
	h.Set("X-Robots-Tag", "noindex")
	return s.send(c, body, now)
}

// markdown writes a guide as Markdown: its sections in the order of the page, so that sources have the
// same numbers.
func (c *composer) markdown(g *content.Guide) string {
	m := &markdown{composer: c, refs: map[string]any{}}
	for _, r := range g.Refs {
		m.refs[r.Path] = r.Target
	}
	m.line("# %s\n\n> %s\n", g.Heading, c.T("site.independent_of", "Provider", g.Provider.Name))
	m.writeAnswer(c.answer(g, ""))
	m.text(g.LeadSource)
	for _, s := range g.Sections {
		m.writeHeading("##", s)
		m.text(s.Source)
		if s.ID == "compare" {
			m.writeCompare(c.compare(g))
		}
		for _, sub := range s.Sections {
			m.writeHeading("###", sub)
			for _, card := range c.cardsUnder(g, s.ID, sub.ID) {
				m.writeCard(card)
			}
			m.text(sub.Source)
		}
	}
	m.writeEvidence(c.rejected(g.Country), c.evidence())
	return m.String()
}

// markdown is a guide being written.
type markdown struct {
	*composer
	strings.Builder
	refs map[string]any // what the guide's prose names, by path
}

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(m, format+"\n", args...) }

func (m *markdown) writeHeading(level string, s *content.Section) {
	m.under(s)
	m.line("%s %s\n", level, s.Heading)
}

func (m *markdown) text(source string) {
	if source != "" {
		m.line("%s\n", m.filled(source))
	}
}

func (m *markdown) writeAnswer(a view.Answer) {
	m.line("- %s: %s", m.T("answer.quickest"), a.Quickest.Text)
	m.writeState("  - ", a.QuickState)
	phone := a.NoNumber
	if a.Number != nil {
		phone = plain(a.Number)
	}
	m.line("- %s: %s", m.T("answer.phone"), phone)
	m.writeState("  - ", a.State)
	m.line("")
}

// writeState says whether a line is open; nothing when there is no state.
func (m *markdown) writeState(bullet string, s *view.State) {
	if s == nil {
		return
	}
	text := s.Label
	if s.Detail != "" {
		text += ", " + s.Detail
	}
	if s.Note != "" {
		text += " (" + s.Note + ")"
	}
	m.line("%s%s", bullet, text)
}

func (m *markdown) writeCompare(rows []view.Compared) {
	m.line("| %s | %s | %s | %s |", m.T("compare.channel"), m.T("compare.good_for"), m.T("compare.weak_at"), m.T("compare.wait"))
	m.line("|---|---|---|---|")
	for _, r := range rows {
		m.line("| %s | %s | %s | %s |", r.Channel.Text, r.GoodFor, r.WeakAt, plain(r.Wait))
	}
	m.line("")
}

func (m *markdown) writeCard(card view.Card) {
	status := plain(card.Status)
	if card.Name != "" {
		status = card.Name + ": " + status
	}
	if card.Badge != "" {
		status += " (" + card.Badge + ")"
	}
	m.line("- %s", status)
	m.writeState("- ", card.State)
	for _, r := range card.Rows {
		m.line("- %s: %s", r.Label, plain(r.Value))
		for _, conflict := range r.Conflicts {
			m.line("  - %s", m.conflict(conflict))
		}
	}
	if card.Warning != "" {
		m.line("- %s [%s](%s)", card.Warning, card.Check.Text, card.Check.Href)
	}
	m.line("")
}

func (m *markdown) conflict(c view.Conflict) string {
	text := m.T("conflict.says") + " " + c.Value
	if c.Verdict != "" {
		text += " (" + c.Verdict + ")"
	}
	return text + markText(c.Mark)
}

// writeEvidence ends the guide: what not to use, what sources disagree on, the dates and the sources.
func (m *markdown) writeEvidence(rejected []view.Conflict, e view.Evidence) {
	if len(rejected) > 0 {
		m.line("### %s\n\n%s\n", m.T("rejected.heading"), m.T("rejected.lead"))
		for _, r := range rejected {
			m.line("- %s%s", r.Verdict, markText(r.Mark))
		}
		m.line("")
	}
	if len(e.Disputes) > 0 {
		m.line("### %s\n", m.T("conflict.heading"))
		for _, d := range e.Disputes {
			m.line("- %s", strings.TrimSuffix(d.Place.Text+": "+d.Value+markText(d.Mark), ": "))
			for _, c := range d.Conflicts {
				m.line("  - %s", m.conflict(c))
			}
		}
		m.line("")
	}
	m.line("%s %s\n", e.Checked, m.dates())
	m.line("%s %s, %s %s\n", gradeSigns[string(content.Official)], m.T("grade.official"), gradeSigns[string(content.Reported)], m.T("grade.reported"))
	for i, s := range e.Sources {
		m.line("%d. %s", i+1, strings.Join(strings.Fields(s.Host+" "+s.Note+" "+s.Href), " "))
	}
}

// cardsUnder are the cards that the page shows below a heading: those of a channel or a complaint step.
func (c *composer) cardsUnder(g *content.Guide, section, id string) []view.Card {
	var cards []view.Card
	for _, ch := range g.Country.Channels {
		if section == "channels" && string(ch.Kind) == id {
			cards = append(cards, c.channel(ch, c.checkAt(g)))
		}
	}
	for _, step := range g.Country.Ladder {
		if section == "complain" && step.BodyID == id {
			cards = append(cards, c.body(step))
		}
	}
	return cards
}

// valueText is what a value says, without its marks.
func valueText(v *view.Value) string {
	if len(v.Lines) > 0 {
		return strings.Join(v.Lines, ", ")
	}
	return v.Text
}

// plain writes a value, its mark and what weakens it.
func plain(v *view.Value) string {
	out := valueText(v) + markText(v.Mark)
	if v.Overdue != "" {
		out += " (" + v.Overdue + ")"
	}
	return strings.TrimSpace(out)
}

// gradeSigns stand in marks for the grades, as on the page.
var gradeSigns = map[string]string{string(content.Official): "✓", string(content.Reported): "?"}

// markText is a mark in text: " [✓ 1, 2]".
func markText(m *view.Mark) string {
	if m == nil {
		return ""
	}
	return " [" + gradeSigns[m.Grade] + " " + m.Text + "]"
}

// filled puts the facts into Markdown source: a link's address, or a value with its sources.
func (m *markdown) filled(source string) string {
	var b strings.Builder
	for {
		at := content.Shortcodes.FindStringSubmatchIndex(source)
		if at == nil {
			return strings.NewReplacer("```message\n", "", "```", "").Replace(b.String() + source)
		}
		path, form := source[at[2]:at[3]], ""
		if at[4] >= 0 {
			form = source[at[4]:at[5]]
		}
		b.WriteString(source[:at[0]])
		if strings.HasSuffix(source[:at[0]], "](") {
			href := m.href(m.refs[path])
			if strings.HasPrefix(href, "/") {
				href = m.site.BaseURL + href
			}
			b.WriteString(href)
		} else {
			v, _ := m.value(m.refs[path], form)
			text := plain(v)
			if v.Text == "" && len(v.Lines) == 0 && text != "" {
				text = " " + text
			}
			b.WriteString(text)
		}
		source = source[at[1]:]
	}
}
