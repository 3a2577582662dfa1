package content

import (
	"time"
)

// Library is everything that the site knows, immutable once loaded.
type Library struct {
	Providers []*Provider // in the order of their folder names
	Bodies    map[string]*Body
	Site      map[string]map[string]*Page // by language, then by name: front, method, privacy, imprint
}

// Provider is a company whose customers need help.
type Provider struct {
	ID      string   `yaml:"-"`
	Name    string   `yaml:"name"`
	Domains []string `yaml:"domains"` // its own; subdomains count
	Checked Day      `yaml:"checked"`
	Sources Sources  `yaml:"sources"`
	Company Company  `yaml:"company"`
	Facts   `yaml:",inline"`

	Countries map[string]*Country          `yaml:"-"` // by ISO 3166 code
	Guides    map[string]*Guide            `yaml:"-"` // by language
	Topics    map[string]map[string]*Topic `yaml:"-"` // by language, then topic id
}

// Company is who stands behind a provider.
type Company struct {
	LegalName    *Fact[Name] `yaml:"legal_name"`
	Registration *Fact[Name] `yaml:"registration"`
	Supervisor   *Fact[Name] `yaml:"supervisor"` // id of a body
	Address      *Address    `yaml:"address"`
}

// Country is the contact sheet of one provider in one country.
type Country struct {
	Code     string     `yaml:"country"`
	TimeZone Zone       `yaml:"time_zone"`
	Checked  Day        `yaml:"checked"`
	Quickest Kind       `yaml:"quickest"` // where to send a worried reader first
	Sources  Sources    `yaml:"sources"`
	Channels []*Channel `yaml:"channels"`
	Ladder   []*Step    `yaml:"ladder"`
	Facts    `yaml:",inline"`

	File     string    `yaml:"-"`
	Provider *Provider `yaml:"-"`
}

// Channel is one way to reach the provider.
type Channel struct {
	Kind     Kind            `yaml:"kind"`
	Purpose  Purpose         `yaml:"purpose"`
	Status   Fact[Status]    `yaml:"status"`
	SignIn   *Fact[SignIn]   `yaml:"sign_in"`
	Number   *Number         `yaml:"number"`
	Email    *Fact[Email]    `yaml:"email"`
	URL      *Fact[Link]     `yaml:"url"`
	Address  *Address        `yaml:"address"`
	Hours    *Fact[Hours]    `yaml:"hours"`
	Cost     *Fact[Cost]     `yaml:"cost"`
	Wait     *Fact[Duration] `yaml:"wait"`
	Rejected []*Rejected     `yaml:"rejected"`
}

// Rejected is a number or address that goes round under the provider's name and that nobody
// should use. Pages never print it; the number check must know it.
type Rejected struct {
	Value      string   `yaml:"value"`
	Verdict    Verdict  `yaml:"verdict"`
	SourceKeys []string `yaml:"sources"`

	Sources []*Source `yaml:"-"`
}

// ID names the channel in addresses and prose: its kind, with its purpose where it has one.
func (c *Channel) ID() string {
	if c.Purpose != "" {
		return string(c.Kind) + "_" + string(c.Purpose)
	}
	return string(c.Kind)
}

// Contact returns the evidence of the number or address that the channel gives, or that of its
// existence when it gives none.
func (c *Channel) Contact() *Evidence {
	switch {
	case c.Number != nil:
		return &c.Number.Evidence
	case c.Email != nil:
		return &c.Email.Evidence
	case c.Address != nil:
		return &c.Address.Evidence
	}
	return &c.Status.Evidence
}

// Silent reports whether nothing at all is known of the channel.
func (c *Channel) Silent() bool {
	return *c.Status.Value == "unknown" && c.Contact() == &c.Status.Evidence && c.URL == nil && c.Hours == nil
}

// Channel returns the channel with id, nil when there is none.
func (c *Country) Channel(id string) *Channel {
	for _, ch := range c.Channels {
		if ch.ID() == id {
			return ch
		}
	}
	return nil
}

// Step is one rung of the complaint ladder.
type Step struct {
	BodyID       string       `yaml:"body"`
	URL          *Fact[Link]  `yaml:"url"`
	AnswerWithin *Limit       `yaml:"answer_within"`
	FileWithin   *Limit       `yaml:"file_within"`
	Cost         *Fact[Cost]  `yaml:"cost"`
	TakesCases   *Fact[Takes] `yaml:"takes_cases"`

	Body *Body `yaml:"-"`
}

// Authorities are the bodies of one country that advise, mediate, decide or supervise.
type Authorities struct {
	Code     string           `yaml:"country"`
	TimeZone Zone             `yaml:"time_zone"`
	Checked  Day              `yaml:"checked"`
	Sources  Sources          `yaml:"sources"`
	Bodies   map[string]*Body `yaml:"bodies"`
}

// Body is one of them, or a provider's own complaints office.
type Body struct {
	Name      string       `yaml:"name"` // its own name, in Lang
	Lang      string       `yaml:"lang"`
	Role      Role         `yaml:"role"`
	Domains   []string     `yaml:"domains"`
	VouchedBy []string     `yaml:"vouched_by"` // bodies or providers whose pages count as official for it
	URL       *Fact[Link]  `yaml:"url"`
	Phone     *Number      `yaml:"phone"`
	Hours     *Fact[Hours] `yaml:"hours"`
	CallCost  *Fact[Cost]  `yaml:"call_cost"`
	Email     *Fact[Email] `yaml:"email"`
	Address   *Address     `yaml:"address"`
	Cost      *Fact[Cost]  `yaml:"cost"`
	Rejected  []*Rejected  `yaml:"rejected"`
	Facts     `yaml:",inline"`

	ID      string `yaml:"-"`
	Country string `yaml:"-"`
	Zone    Zone   `yaml:"-"`
}

// Zone is a time zone of the IANA database.
type Zone struct{ *time.Location }

// Guide is a provider's page in one language, for one country.
type Guide struct {
	Page
	Country  *Country
	Channels map[string]Verdicts // by channel id: what it is good and bad for
	Provider *Provider
}

// Verdicts says in the page's language what a channel is good for and weak at.
type Verdicts struct {
	GoodFor string `yaml:"good_for"`
	WeakAt  string `yaml:"weak_at"`
}

// Topic is a page about one problem with one provider.
type Topic struct {
	Page
	ID        string
	Slug      string
	Country   *Country
	Deadlines []Deadline
	Provider  *Provider
}

// Deadline is a row of a topic's table.
type Deadline struct {
	Label string // what it is for
	Limit *Limit
}

// Page is prose with what search engines show of it.
type Page struct {
	File        string
	Lang        string
	Slug        string
	Title       string
	Description string
	Heading     string
	Published   Date
	Reviewed    Date
	MovedFrom   []Moved // paths that lead here
	Lead        Prose
	LeadSource  string // Lead as Markdown, shortcodes included
	Refs        []*Ref // every fact that the page names
	Sections    []*Section
}

// Moved is a path at which a page, or what it now answers, stood before.
type Moved struct {
	Path string
	Line int // of the file that names it
}

// Section is what stands under one heading.
type Section struct {
	ID       string
	Heading  string
	Body     Prose
	Source   string // Body as Markdown, shortcodes included
	Sections []*Section
	Line     int
}

// Section returns the section with id among the page's first level, nil when there is none.
func (p *Page) Section(id string) *Section { return sectionIn(p.Sections, id) }

// Section returns the section with id directly below s, nil when there is none.
func (s *Section) Section(id string) *Section {
	if s == nil {
		return nil
	}
	return sectionIn(s.Sections, id)
}

func sectionIn(list []*Section, id string) *Section {
	for _, s := range list {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// Prose is Markdown made ready: runs of HTML with facts and links between them.
type Prose []Part

// Part is a run of safe HTML, or the place of a fact, or the start of a link whose "</a>" comes
// later as HTML, or a message to copy.
type Part struct {
	HTML    string
	Ref     *Ref
	Link    bool     // Ref opens a link
	Message []string // paragraphs
}

// Ref is a fact named in prose.
type Ref struct {
	Path   string
	Form   string // "", "within", "after" or "of"
	Target any    // what it names, once found: a fact, *Body, *Topic or *Page
	line   int
}

// Currencies returns the currencies (ISO 4217) in which the content names sums.
func (lib *Library) Currencies() map[string]bool {
	seen := map[string]bool{}
	add := func(f *Facts) {
		for _, a := range f.Amounts {
			if a.Value != nil {
				seen[a.Value.Currency] = true
			}
		}
	}
	for _, p := range lib.Providers {
		add(&p.Facts)
		for _, c := range p.Countries {
			add(&c.Facts)
		}
	}
	for _, b := range lib.Bodies {
		add(&b.Facts)
	}
	return seen
}
