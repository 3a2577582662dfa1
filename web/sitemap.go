package web

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"kontakto/content"
)

// The sitemap protocol, https://www.sitemaps.org/protocol.html, with alternates as XHTML links.

const (
	sitemapNS   = "http://www.sitemaps.org/schemas/sitemap/0.9"
	sitemapType = "application/xml; charset=utf-8"
)

// sitemapSize is how many addresses one sitemap has. The protocol allows 50,000 and 50 MB; five
// alternates make an entry about 1 KB.
const sitemapSize = 10_000

type urlSet struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc        string             `xml:"loc"`
	LastMod    string             `xml:"lastmod"`
	Alternates []sitemapAlternate `xml:"xhtml:link"`
}

type sitemapAlternate struct {
	Rel      string `xml:"rel,attr"`
	HrefLang string `xml:"hreflang,attr"`
	Href     string `xml:"href,attr"`
}

type sitemapIndex struct {
	XMLName  xml.Name      `xml:"sitemapindex"`
	NS       string        `xml:"xmlns,attr"`
	Sitemaps []sitemapPart `xml:"sitemap"`
}

type sitemapPart struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod"`
}

// sitemap answers with the list of all pages, or with the index of its parts.
func (s *site) sitemap(c echo.Context) error {
	return s.xml(c, sitemapType, func(time.Time) (any, time.Time) {
		return sitemapOf(s.BaseURL, s.addresses(), sitemapSize), time.Time{}
	})
}

// sitemapPart answers with one part of a list that has several.
func (s *site) sitemapPart(c echo.Context) error {
	n, err := strconv.Atoi(strings.TrimSuffix(c.Param("part"), ".xml"))
	parts := sitemapParts(s.addresses(), sitemapSize)
	if err != nil || len(parts) < 2 || n < 1 || n > len(parts) || sitemapPartPath(n) != c.Request().URL.Path {
		return echo.ErrNotFound
	}
	return s.xml(c, sitemapType, func(time.Time) (any, time.Time) { return urlSetOf(parts[n-1]), time.Time{} })
}

// addresses lists every page with its twins in other languages, the chooser first.
func (s *site) addresses() []sitemapURL {
	var modified content.Date
	urls := []sitemapURL{{Loc: s.BaseURL + "/"}}
	for _, p := range s.ordered {
		u := sitemapURL{Loc: s.BaseURL + p.path, LastMod: p.modified.String()}
		for _, lang := range s.Locales.Languages() {
			if path := p.twins[lang]; path != "" {
				u.Alternates = append(u.Alternates, sitemapAlternate{"alternate", lang, s.BaseURL + path})
			}
		}
		u.Alternates = append(u.Alternates, sitemapAlternate{"alternate", "x-default", s.BaseURL + "/"})
		urls = append(urls, u)
		if p.path == frontPath(p.lang) { // the chooser shows words of the front pages' bundles, and no more
			modified = latest(modified, p.published)
		}
	}
	urls[0].LastMod = modified.String()
	return urls
}

// sitemapOf is a list of at most size addresses, or the index of several such lists.
func sitemapOf(base string, urls []sitemapURL, size int) any {
	if len(urls) <= size {
		return urlSetOf(urls)
	}
	index := sitemapIndex{NS: sitemapNS}
	for i, part := range sitemapParts(urls, size) {
		last := slices.MaxFunc(part, func(a, b sitemapURL) int { return strings.Compare(a.LastMod, b.LastMod) })
		index.Sitemaps = append(index.Sitemaps, sitemapPart{base + sitemapPartPath(i+1), last.LastMod})
	}
	return index
}

func sitemapParts(urls []sitemapURL, size int) [][]sitemapURL {
	return slices.Collect(slices.Chunk(urls, size))
}

func sitemapPartPath(n int) string { return fmt.Sprintf("/sitemap-%d.xml", n) }

func urlSetOf(urls []sitemapURL) urlSet {
	return urlSet{NS: sitemapNS, XHTML: "http://www.w3.org/1999/xhtml", URLs: urls}
}
