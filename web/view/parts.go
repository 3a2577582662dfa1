package view

import "github.com/a-h/templ"

// longestWhole is how many bytes of a fact are kept on one line: a number or a length of time is, a
// phrase of opening hours is not.
const longestWhole = 24

// foreign marks text in another language than the page's (WCAG 2.2, 3.1.2).
func foreign(lang string) templ.Attributes {
	if lang == "" {
		return nil
	}
	return templ.Attributes{"lang": lang}
}

// opening is the start tag of a link in running text. The address is a fact that was checked when it
// was loaded, or a page of this site.
func opening(href string) string {
	if href == "" {
		return "<a>"
	}
	return `<a href="` + templ.EscapeString(href) + `">`
}

// channel gives a channel's card the attributes that tools rely on; a body's card has none.
func channel(c Card) templ.Attributes {
	if c.Kind == "" {
		return nil
	}
	a := templ.Attributes{"data-channel": c.Kind, "data-grade": c.Grade}
	if c.State != nil {
		a["data-open"] = c.State.Code
	}
	return a
}
