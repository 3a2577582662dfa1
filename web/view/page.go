// Package view draws the pages: templ components over typed structs. It knows how a page looks and
// nothing of where its facts come from; the structs arrive complete, in the reader's language.
//
// The _templ.go files are generated (make generate) and committed.
package view

import "kontakto/locales"

// Base is what every page has.
type Base struct {
	Words       *locales.Printer
	Title       string // for the browser tab and search results
	Description string
	Canonical   string // absolute; "" on pages that are not to be indexed
	Kind        string // Open Graph type: "website" or "article"
	Languages   []Language
	Default     string // absolute address of x-default, "" when the page has no twins
	Data        any    // JSON-LD, nil for none
	Notice      string // whose page this is not
	Dates       string // when the page was published and last changed
	Changes     *Link  // the page of changes that tells of this one
	Feed        *Link  // the feed that tells of this page's changes
	Home        Link
	Providers   []Link
	About       []Link
	Stylesheet  string
	Icon        string
	Picture     string // absolute address of the Open Graph picture
}

// Language is the same page in one language.
type Language struct {
	Lang    string
	Name    string // its own name for itself
	Path    string
	URL     string // absolute, for hreflang
	Current bool
}

// Link is a link with its text.
type Link struct {
	Text    string
	Href    string
	Current bool
}

// Mark shows how well a fact is supported and leads to its sources.
type Mark struct {
	Text  string // numbers of the sources: "3, 7–9"
	Href  string
	Grade string
	Label string // spoken before the numbers: "confirmed, source"
	Site  string // of the first source, for where no list of them follows
}

// Value is a fact as the reader sees it.
type Value struct {
	Text    string
	Spoken  string   // for the ear, when Text has words that are shortened for the eye
	Lines   []string // instead of Text: an address
	Href    string   // "" when there is nothing to call, write or open
	Lang    string   // of Text, when it is not the page's
	Mark    *Mark
	Open    bool     // Text is several values, none of them preferred
	Dispute *Link    // to the values that disagree
	Overdue string   // said when the fact should have been checked again
	Before  []string // what the fact was before, oldest first; pages do not draw it
}

// Piece is a part of running text: safe HTML, a value, the opening of a link, or a message to copy.
type Piece struct {
	HTML    string
	Value   *Value
	Open    bool   // a link begins, its "</a>" stands in later HTML
	Href    string // where the link leads, "" when nowhere
	Message []string
}

// Prose is running text.
type Prose []Piece

// Section is what stands under a heading.
type Section struct {
	ID       string
	Heading  string
	Body     Prose
	Sections []Section
}

// State is whether a line is open, in words.
type State struct {
	Code   string // "open", "closed" or "unknown"
	Label  string
	Detail string
	Note   string // what weakens it
}

// Week is the table of a line's hours.
type Week struct {
	Days    []Day    // from Monday
	Special []Day    // to come, with other hours than usual
	Notices []string // what is worth saying of them outside the table
	Zone    string   // whose time it is, when not the reader's
}

// Day is one row of it.
type Day struct {
	Name  string
	Times string
	Why   string // the holiday
	Today bool
}

// Row is one line of a list of facts.
type Row struct {
	Label     string
	Value     *Value
	Plain     string // instead of Value: words that are no fact
	Conflicts []Conflict
}

// Conflict is a value that disagrees with a fact.
type Conflict struct {
	Value   string
	Verdict string
	Mark    *Mark
}

// Dispute is a fact of which sources disagree; Mark is nil when no value is preferred.
type Dispute struct {
	ID        string
	Place     Link // the heading under which it stands; no Href when it stands above all
	Value     string
	Mark      *Mark
	Conflicts []Conflict
}

// Source is a page that carries a fact.
type Source struct {
	ID   string // "" when no mark leads here
	Host string
	Href string // "" when only the site is known, or the page must not be linked
	Note string // its date, whose page it is, what weakens it
}

// Evidence is what supports the facts of a page. The place of a source in the list is its number.
type Evidence struct {
	Checked  string
	Disputes []Dispute
	Sources  []Source
}

// Card is a channel or a body with its facts.
type Card struct {
	ID      string // of the element, unless it stands under a heading with the same id
	Kind    string // data-channel; "" for bodies
	Name    string // "" when the heading above says it
	Grade   string
	Badge   string // the grade in words
	Status  *Value
	State   *State
	Week    *Week
	Rows    []Row
	Warning string
	Check   *Link // where to check a number that is not confirmed
}

// Channel is a channel's heading, cards and text.
type Channel struct {
	ID      string
	Heading string
	Cards   []Card
	Body    Prose
}

// Compared is a row of the comparison.
type Compared struct {
	Channel Link
	GoodFor string
	WeakAt  string
	Wait    *Value
}

// Answer is the box at the top of a guide: the quickest safe way, and the telephone number or why
// there is none.
type Answer struct {
	Quickest   Link
	QuickState *State
	Number     *Value
	State      *State
	NoNumber   string
	More       Link
}

// Guide is a provider's page.
type Guide struct {
	Base
	Heading  string
	Lead     Prose
	Answer   Answer
	Contents []Link
	Channels Section
	Cards    []Channel
	Compare  Section
	Table    []Compared
	Middle   []Section // no_sign_in, prepare, next, problems
	Complain Section
	Steps    []Step
	After    []Section // scams, faq
	Sources  Section
	Evidence Evidence
	Rejected []Conflict
	Reviewed string
}

// Step is a rung of the complaint ladder.
type Step struct {
	ID      string
	Number  string
	Heading string
	Body    Prose
	Card    Card
}

// Deadline is a row of a topic's table.
type Deadline struct {
	Label  string
	Length *Value
	From   string
	Last   string // the last day if it began today
}

// Topic is a page about one problem.
type Topic struct {
	Base
	Heading   string
	Guide     Link
	Lead      Prose
	Contents  []Link
	Sections  []Section
	Deadlines []Deadline
	Evidence  Evidence
	Reviewed  string
}

// Entry is a provider on a front page.
type Entry struct {
	Link   Link
	Answer Answer
	Topics []Link
}

// Front is a language's front page.
type Front struct {
	Base
	Heading  string
	Lead     Prose
	Entries  []Entry
	Sections []Section
	Evidence Evidence
}

// Text is a page of the site itself.
type Text struct {
	Base
	Heading  string
	Lead     Prose
	Sections []Section
	Evidence Evidence
	Operator []Row
	Reviewed string
}

// Choice is a language to choose at the root.
type Choice struct {
	Lang     string
	Name     string
	Href     string
	Question string
}

// Chooser is the root page, and the error page of addresses in no language.
type Chooser struct {
	Base
	Choices []Choice
}

// Problem is an error page in one language.
type Problem struct {
	Base
	Heading string
	Text    string
	Help    []Link
	Request string // what to quote, for faults of the site itself
}

// Changes is the page of what changed in a guide and its topic pages.
type Changes struct {
	Base
	Heading  string
	Guide    Link
	Lead     string
	Counts   []Row
	Days     []ChangeDay
	Feeds    []Link
	Evidence Evidence
}

// ChangeDay is a day with what changed on it.
type ChangeDay struct {
	Day     string // ISO 8601
	Date    string
	Changes []Change
}

// Change is a page that was published, or a fact that became another.
type Change struct {
	ID    string
	Title Link  // to its place on the page
	Rows  []Row // what was before, what is now, and why
}

// APIDocs is the page for programmers.
type APIDocs struct {
	Base
	Heading   string
	Lead      Prose
	Sections  []Section
	Addresses []Row
	Fields    []Field
	Example   string // JSON
	Client    string // JavaScript
	Reviewed  string
}

// Field is a field of the API with what it means.
type Field struct {
	Name   string
	Text   string
	Values []string // all that it can be, when there are few
}
