package hours

import (
	"sync"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/fi"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/se"
)

// Calendar knows the public holidays of one country. The zero Calendar knows none.
type Calendar struct{ country *country }

type country struct {
	holidays []holiday
	years    sync.Map // year → map[Date]string, filled when a year is first asked for
}

type holiday struct {
	id   string
	rule *cal.Holiday
}

// CalendarOf returns the calendar of a country by its ISO 3166 code; countries whose
// holidays are not needed have the zero Calendar.
func CalendarOf(code string) Calendar { return Calendar{countries[code]} }

// Holiday returns the id of the public holiday on d, "" when it is none. Ids name the day,
// not the country, where countries share it; their names are words of the locale bundles.
func (c Calendar) Holiday(d Date) string {
	if c.country == nil {
		return ""
	}
	days, ok := c.country.years.Load(d.Year)
	if !ok {
		days, _ = c.country.years.LoadOrStore(d.Year, c.country.year(d.Year))
	}
	return days.(map[Date]string)[d]
}

// year lists the holidays of y. Where two fall on one day (17 May and Whit Monday in 2027) the
// one listed first gives its name. A day that moves (King's Day off a Sunday) counts where it is kept.
func (c *country) year(y int) map[Date]string {
	days := map[Date]string{}
	for _, h := range c.holidays {
		if _, kept := h.rule.Calc(y); !kept.IsZero() && days[DateOf(kept)] == "" {
			days[DateOf(kept)] = h.id
		}
	}
	return days
}

// HolidayIDs lists every id that a Calendar can return.
func HolidayIDs() []string {
	seen := map[string]bool{}
	var ids []string
	for _, c := range countries {
		for _, h := range c.holidays {
			if !seen[h.id] {
				seen[h.id] = true
				ids = append(ids, h.id)
			}
		}
	}
	return ids
}

// Easter Sunday and Whit Sunday, which the library leaves out where they are Sundays anyway;
// a line that is open on Sundays needs them.
var (
	easterSunday = &cal.Holiday{Name: "Easter Sunday", Func: cal.CalcEasterOffset}
	whitSunday   = &cal.Holiday{Name: "Whit Sunday", Offset: 49, Func: cal.CalcEasterOffset}
)

// countries holds the statutory public holidays. Left out of the library's lists: days that
// only banks or shops keep (the eves of Midsummer, Christmas and New Year in Finland and
// Sweden; Good Friday and 5 May in the Netherlands).
var countries = map[string]*country{
	"NO": {holidays: []holiday{
		{"new_year", no.FoersteNyttaarsdag},
		{"labour_day", no.Arbeiderenesdag},
		{"constitution_day", no.Grunnlovsdag},
		{"christmas_day", no.FoersteJuledag},
		{"boxing_day", no.AndreJuledag},
		{"maundy_thursday", no.Skjaertorsdag},
		{"good_friday", no.Langfredag},
		{"easter_sunday", easterSunday},
		{"easter_monday", no.AndrePaaskedag},
		{"ascension", no.Kristihimmelfartsdag},
		{"whit_sunday", whitSunday},
		{"whit_monday", no.AndrePinsedag},
	}},
	"FI": {holidays: []holiday{
		{"new_year", fi.Uudenvuodenpaiva},
		{"epiphany", fi.Loppiainen},
		{"labour_day", fi.Vappu},
		{"midsummer_day", fi.Juhannuspaiva},
		{"all_saints", fi.Pyhainpaiva},
		{"independence_day", fi.Itsenaisyyspaiva},
		{"christmas_day", fi.Joulupaiva},
		{"boxing_day", fi.Tapaninpaiva},
		{"good_friday", fi.Pitkaperjantai},
		{"easter_sunday", fi.Paasiaispaiva},
		{"easter_monday", fi.ToinenPaasiaispaiva},
		{"ascension", fi.Helatorstai},
		{"whit_sunday", fi.Helluntaipaiva},
	}},
	"FR": {holidays: []holiday{
		{"new_year", fr.NouvelAn},
		{"labour_day", fr.FêteDuTravail},
		{"victory_day", fr.FêteDeLaVictoire},
		{"bastille_day", fr.FêteNationale},
		{"assumption", fr.Assomption},
		{"all_saints", fr.Toussaint},
		{"armistice_day", fr.Armistice1918},
		{"christmas_day", fr.Noël},
		{"easter_monday", fr.LundiDePâques},
		{"ascension", fr.Ascension},
		{"whit_monday", fr.LundiDePentecôte},
	}},
	"NL": {holidays: []holiday{
		{"new_year", nl.Nieuwjaar},
		{"kings_day", nl.Koningsdag},
		{"christmas_day", nl.EersteKerstdag},
		{"boxing_day", nl.TweedeKerstdag},
		{"easter_sunday", easterSunday},
		{"easter_monday", nl.TweedePaasdag},
		{"ascension", nl.Hemelvaart},
		{"whit_sunday", whitSunday},
		{"whit_monday", nl.TweedePinksterDag},
	}},
	"IT": {holidays: []holiday{
		{"new_year", it.Capodanno},
		{"epiphany", it.Epifania},
		{"liberation_day", it.FestaDellaLiberazione},
		{"labour_day", it.FestaDelLavoro},
		{"republic_day", it.FestaDellaRepubblica},
		{"assumption", it.Assunzione},
		{"saint_francis", it.SanFrancescoDAssisi},
		{"all_saints", it.TuttiISanti},
		{"immaculate_conception", it.Immacolata},
		{"christmas_day", it.Natale},
		{"boxing_day", it.SantoStefano},
		{"easter_sunday", easterSunday},
		{"easter_monday", it.Pasquetta},
	}},
	"SE": {holidays: []holiday{
		{"new_year", se.Nyarsdagen},
		{"epiphany", se.TrettondedagJul},
		{"labour_day", se.ForstaMaj},
		{"national_day", se.Nationaldagen},
		{"midsummer_day", se.Midsommardagen},
		{"all_saints", se.AllaHelgonsDag},
		{"christmas_day", se.Juldagen},
		{"boxing_day", se.AnnandagJul},
		{"good_friday", se.Langfredagen},
		{"easter_sunday", se.Paskdagen},
		{"easter_monday", se.AnnandagPask},
		{"ascension", se.KristiHimmelsfardsdag},
		{"whit_sunday", se.Pingstdagen},
	}},
}
