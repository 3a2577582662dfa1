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

// markdown writes a guide as Markdown, its sections in the order of the page.
func (c *composer) markdown(g *content.Guide) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	refs := map[string]any{}
	for _, r := range g.Refs {
		refs[r.Path] = r.Target
	}
	text := func(source string) {
		if source != "" {
			line("%s\n", c.filled(source, refs))
		}
	}
	line("# %s\n\n> %s\n", g.Heading, c.T("site.independent_of", "Provider", g.Provider.Name))
	answer := c.answer(g, "")
	line("- %s: %s", c.T("answer.quickest"), answer.Quickest.Text)
	if answer.Number != nil {
		line("- %s: %s\n", c.T("answer.phone"), plain(answer.Number))
	} else {
		line("- %s: %s\n", c.T("answer.phone"), answer.NoNumber)
	}
	text(g.LeadSource)
	for _, s := range g.Sections {
		line("## %s\n", s.Heading)
		text(s.Source)
		for _, sub := range s.Sections {
			line("### %s\n", sub.Heading)
			for _, card := range c.cardsUnder(g, s.ID, sub.ID) {
				markdownCard(line, card)
			}
			text(sub.Source)
		}
	}
	line("%s\n", c.T("page.checked", "Country", c.T("country."+c.page.country), "Date", c.LongDate(c.page.checked)))
	for i, s := range c.sources {
		line("%d. %s %s %s", i+1, s.Host, s.Note, s.Href)
	}
	return b.String()
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

func markdownCard(line func(string, ...any), card view.Card) {
	status := plain(card.Status)
	if card.Badge != "" {
		status += " (" + card.Badge + ")"
	}
	line("- %s", status)
	if card.State != nil {
		line("- %s %s", card.State.Label, strings.TrimSpace(card.State.Detail+" "+card.State.Note))
	}
	for _, r := range card.Rows {
		line("- %s: %s", r.Label, plain(r.Value))
		for _, conflict := range r.Conflicts {
			line("  - %s %s", conflict.Value, conflict.Verdict)
		}
	}
	if card.Warning != "" {
		line("- %s [%s](%s)", card.Warning, card.Check.Text, card.Check.Href)
	}
	line("")
}

// valueText is what a value says, without its marks.
func valueText(v *view.Value) string {
	if len(v.Lines) > 0 {
		return strings.Join(v.Lines, ", ")
	}
	return v.Text
}

// plain writes a value and the numbers of its sources.
func plain(v *view.Value) string {
	out := valueText(v)
	if v.Mark != nil {
		out += " [" + v.Mark.Text + "]"
	}
	if v.Overdue != "" {
		out += " (" + v.Overdue + ")"
	}
	return strings.TrimSpace(out)
}

// filled puts the facts into Markdown source: a link's address, or a value with its sources.
func (c *composer) filled(source string, refs map[string]any) string {
	var b strings.Builder
	for {
		m := content.Shortcodes.FindStringSubmatchIndex(source)
		if m == nil {
			return strings.NewReplacer("```message\n", "", "```", "").Replace(b.String() + source)
		}
		path, form := source[m[2]:m[3]], ""
		if m[4] >= 0 {
			form = source[m[4]:m[5]]
		}
		b.WriteString(source[:m[0]])
		if strings.HasSuffix(source[:m[0]], "](") {
			href := c.href(refs[path])
			if strings.HasPrefix(href, "/") {
				href = c.site.BaseURL + href
			}
			b.WriteString(href)
		} else {
			v, _ := c.value(refs[path], form)
			text := plain(v)
			if v.Text == "" && len(v.Lines) == 0 && text != "" {
				text = " " + text
			}
			b.WriteString(text)
		}
		source = source[m[1]:]
	}
}

// llms lists the guides for language models (https://llmstxt.org), with their twins in Markdown.
func (s *site) llms(c echo.Context) error {
	var b strings.Builder
	first := s.Locales.Printer(s.Locales.Languages()[0])
	fmt.Fprintf(&b, "# %s\n", first.T("site.name"))
	for _, lang := range s.Locales.Languages() {
		front := s.pages[frontPath(lang)]
		if front == nil {
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n", s.Locales.Printer(lang).T("site.language"), s.Library.Site[lang][content.FrontPage].Description)
		for _, p := range s.ordered {
			if g := s.guideAt(p); g != nil && g.Lang == lang {
				fmt.Fprintf(&b, "- [%s](%s.md): %s\n", g.Title, s.BaseURL+p.path, g.Description)
			}
		}
		for _, id := range []string{methodPage, apiPage} {
			if page := s.Library.Site[lang][id]; page != nil && s.pages[sitePagePath(page)] != nil {
				fmt.Fprintf(&b, "- [%s](%s): %s\n", page.Title, s.BaseURL+sitePagePath(page), page.Description)
			}
		}
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return c.Blob(http.StatusOK, markdownType, []byte(b.String()))
}

// securityLifetime is how long security.txt says that it holds; RFC 9116 asks for less than a year.
const securityLifetime = 180

// security is the address for whoever finds a hole (RFC 9116); without an operator's address there is none.
func (s *site) security(c echo.Context) error {
	if s.Owner.Email == "" {
		return echo.ErrNotFound
	}
	expires := s.Now().UTC().Truncate(24*time.Hour).AddDate(0, 0, securityLifetime)
	text := fmt.Sprintf("Contact: mailto:%s\nExpires: %s\nPreferred-Languages: %s\nCanonical: %s%s\n",
		s.Owner.Email, expires.Format(time.RFC3339), strings.Join(s.Locales.Languages(), ", "), s.BaseURL, c.Request().URL.Path)
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return c.String(http.StatusOK, text)
}
