package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// The sitemap protocol, https://www.sitemaps.org/schemas/sitemap/0.9, with alternates as XHTML links.

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

// sitemap lists every page with its twins in other languages.
func (s *site) sitemap(c echo.Context) error {
	now := s.Now()
	body, err := s.cache.Get("/sitemap.xml", now, "application/xml; charset=utf-8", func() ([]byte, time.Time, error) {
		data, err := s.sitemapXML()
		return data, time.Time{}, err
	})
	if err != nil {
		return err
	}
	return s.send(c, body, now)
}

func (s *site) sitemapXML() ([]byte, error) {
	set := urlSet{NS: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml"}
	root := sitemapURL{Loc: s.BaseURL + "/", LastMod: s.ordered[0].modified.String()}
	set.URLs = append(set.URLs, root)
	for _, p := range s.ordered {
		u := sitemapURL{Loc: s.BaseURL + p.path, LastMod: p.modified.String()}
		for _, lang := range s.Locales.Languages() {
			if path := p.twins[lang]; path != "" {
				u.Alternates = append(u.Alternates, sitemapAlternate{"alternate", lang, s.BaseURL + path})
			}
		}
		u.Alternates = append(u.Alternates, sitemapAlternate{"alternate", "x-default", s.BaseURL + "/"})
		set.URLs = append(set.URLs, u)
	}
	data, err := xml.MarshalIndent(set, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("sitemap: %w", err)
	}
	return append([]byte(xml.Header), data...), nil
}

func (s *site) robots(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return c.String(http.StatusOK, "User-agent: *\nAllow: /\n\nSitemap: "+s.BaseURL+"/sitemap.xml\n")
}
