package web

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"kontakto/web/pagecache"
	"kontakto/web/view"
)

const htmlType = "text/html; charset=utf-8"

// show answers with the page of the address.
func (s *site) show(c echo.Context) error {
	if g := s.markdownAt(c.Request().URL.Path); g != nil {
		return s.sendMarkdown(c, g)
	}
	p := s.pages[c.Request().URL.Path]
	if p == nil {
		if to := s.moved[c.Request().URL.Path]; to != "" {
			c.Response().Header().Set("Cache-Control", "public, max-age=3600")
			return c.Redirect(http.StatusMovedPermanently, to)
		}
		return echo.ErrNotFound
	}
	if g := s.guideAt(p); g != nil {
		c.Response().Header().Add("Vary", "Accept")
		if wantsMarkdown(c.Request()) {
			return s.sendMarkdown(c, g)
		}
	}
	now := s.Now()
	body, err := s.cache.Get(p.path, now, htmlType, func() ([]byte, time.Time, error) {
		composer := s.composer(p, now)
		data, err := render(p.build(composer))
		return data, composer.next, err
	})
	if err != nil {
		return fmt.Errorf("rendering %s: %w", p.path, err)
	}
	return s.send(c, body, now)
}

// send answers with a body that may be kept until it changes.
func (s *site) send(c echo.Context, body *pagecache.Body, now time.Time) error {
	c.Response().Header().Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(body.Age(now).Seconds())))
	body.Serve(c.Response(), c.Request())
	return nil
}

// xml answers with a document that may be kept until it changes.
func (s *site) xml(c echo.Context, contentType string, build func(time.Time) (any, time.Time)) error {
	path, now := c.Request().URL.Path, s.Now()
	body, err := s.cache.Get(path, now, contentType, func() ([]byte, time.Time, error) {
		value, until := build(now)
		data, err := xml.MarshalIndent(value, "", "  ")
		return append([]byte(xml.Header), data...), until, err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return s.send(c, body, now)
}

// render draws a page whole before a byte of it is sent. The result is for everybody, so it does not
// end with the request that asked first.
func render(page templ.Component) ([]byte, error) {
	var b bytes.Buffer
	if err := page.Render(context.Background(), &b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// root sends a browser that clearly prefers one of the languages there, and asks any other.
func (s *site) root(c echo.Context) error {
	c.Response().Header().Add("Vary", "Accept-Language")
	if lang := s.Locales.Prefer(c.Request().Header.Get("Accept-Language")); lang != "" && s.pages[frontPath(lang)] != nil {
		c.Response().Header().Set("Cache-Control", "public, max-age=300")
		return c.Redirect(http.StatusFound, frontPath(lang))
	}
	now := s.Now()
	body, err := s.cache.Get("/", now, htmlType, func() ([]byte, time.Time, error) {
		data, err := render(view.ChooserPage(s.chooser(true)))
		return data, time.Time{}, err
	})
	if err != nil {
		return fmt.Errorf("rendering the chooser: %w", err)
	}
	return s.send(c, body, now)
}

// chooser composes the choice of languages, as the root page or, not to be indexed, as an error page.
func (s *site) chooser(root bool) view.Chooser {
	first := s.Locales.Printer(s.Locales.Languages()[0])
	v := view.Chooser{Base: view.Base{
		Words: first, Title: first.T("site.name"), Kind: "website",
		Stylesheet: s.assets.URL("site.css"), Icon: s.assets.URL("icon.svg"),
	}}
	if root {
		v.Canonical, v.Default = s.BaseURL+"/", s.BaseURL+"/"
	}
	var about []string
	for _, lang := range s.Locales.Languages() {
		p := s.Locales.Printer(lang)
		path := frontPath(lang)
		if s.pages[path] == nil {
			continue
		}
		about = append(about, p.T("chooser.about"))
		v.Choices = append(v.Choices, view.Choice{Lang: lang, Name: p.T("site.language"), Href: path, Question: p.T("chooser.question")})
		v.Languages = append(v.Languages, view.Language{Lang: lang, URL: s.BaseURL + path})
	}
	v.Description = strings.Join(about, " ")
	return v
}

// asset answers with a file for ever, or not at all when the hash is another's.
func (s *site) asset(c echo.Context) error {
	path := c.Request().URL.Path
	asset, ok := s.assets.At(path)
	if !ok {
		return echo.ErrNotFound
	}
	body, err := s.cache.Get(path, s.Now(), asset.ContentType, func() ([]byte, time.Time, error) { return asset.Data, time.Time{}, nil })
	if err != nil {
		return err
	}
	c.Response().Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	body.Serve(c.Response(), c.Request())
	return nil
}

func (s *site) healthy(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.String(http.StatusOK, "ok\n")
}
