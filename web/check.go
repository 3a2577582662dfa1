package web

import (
	"fmt"

	"kontakto/content"
	"kontakto/content/hours"
	"kontakto/locales"
)

// check holds content and locales against each other: every language of the content has a bundle, and
// every bundle names every word that the content may use.
func check(lib *content.Library, catalog *locales.Catalog) error {
	var faults content.Faults
	for _, lang := range lib.Languages() {
		p := catalog.Printer(lang)
		if p == nil {
			faults = append(faults, content.Fault{File: "locales/active." + lang + ".toml", Text: "the content has pages in this language but there is no bundle; write one with the keys of the others"})
			continue
		}
		for _, id := range wordIDs(lib) {
			if !p.Has(id) {
				faults = append(faults, content.Fault{File: "locales/active." + lang + ".toml", Text: fmt.Sprintf("the message %q is missing; the content uses it", id)})
			}
		}
		if lib.Site[lang][content.FrontPage] == nil {
			faults = append(faults, content.Fault{File: "site/" + lang + "/" + content.FrontPage + ".md", Text: "the file is missing; every language needs a front page"})
		}
		for _, page := range lib.Site[lang] {
			if lib.Provider(page.Slug) != nil {
				faults = append(faults, content.Fault{File: page.File, Text: fmt.Sprintf("the slug %q is the folder of a provider; choose another", page.Slug)})
			}
		}
	}
	return faults.Err()
}

// wordIDs lists the messages that stand for words of the content.
func wordIDs(lib *content.Library) []string {
	var ids []string
	for list, words := range content.Words {
		for _, w := range words {
			ids = append(ids, list+"."+w)
		}
	}
	for _, id := range hours.HolidayIDs() {
		ids = append(ids, "holiday."+id)
	}
	for _, code := range content.Scopes {
		ids = append(ids, "country."+code)
	}
	for _, unit := range append(content.DurationUnits(), "working_day") {
		ids = append(ids, "length."+unit, "length_of."+unit)
	}
	for currency := range lib.Currencies() {
		ids = append(ids, "money."+currency)
	}
	return ids
}
