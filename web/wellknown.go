package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"kontakto/content"
)

// What programs ask for at addresses that are the same on every site.

func (s *site) robots(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return c.String(http.StatusOK, "User-agent: *\nAllow: /\n\nSitemap: "+s.BaseURL+"/sitemap.xml\n")
}

func (s *site) indexNowKey(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "public, max-age=300")
	return c.String(http.StatusOK, s.IndexNowKey)
}

// favicon answers those who ask at the root instead of following the page's link.
func (s *site) favicon(c echo.Context) error {
	asset, _ := s.assets.At(s.assets.URL("favicon.ico"))
	c.Response().Header().Set("Cache-Control", "public, max-age=86400")
	return c.Blob(http.StatusOK, asset.ContentType, asset.Data)
}

// manifest is the web application manifest (https://www.w3.org/TR/appmanifest/): a name and an icon for
// whoever puts the site on a home screen.
func (s *site) manifest(c echo.Context) error {
	type icon struct {
		Src   string `json:"src"`
		Sizes string `json:"sizes"`
		Type  string `json:"type"`
	}
	name := s.Locales.Printer(s.Locales.Languages()[0]).T("site.name")
	c.Response().Header().Set("Cache-Control", "public, max-age=86400")
	c.Response().Header().Set("Content-Type", "application/manifest+json")
	return json.NewEncoder(c.Response()).Encode(struct {
		Name       string `json:"name"`
		ShortName  string `json:"short_name"`
		StartURL   string `json:"start_url"`
		Display    string `json:"display"`
		Background string `json:"background_color"`
		Theme      string `json:"theme_color"`
		Icons      []icon `json:"icons"`
	}{name, name, "/", "browser", "#fdfcf9", "#084a57", []icon{{s.assets.URL("icon.svg"), "any", "image/svg+xml"}}})
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
		for _, id := range []string{methodPage, content.APIPage} {
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
