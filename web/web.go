// Package web serves the site: it turns the library of facts and prose into pages, in the words of
// each language, at an instant. Pages, and later the API and structured data, are readings of the
// same values, so they cannot differ.
package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"kontakto/content"
	"kontakto/locales"
	"kontakto/static"
	"kontakto/web/pagecache"
)

// Config is what a site is made of.
type Config struct {
	Library *content.Library
	Locales *locales.Catalog
	BaseURL string           // scheme and host, for absolute addresses
	Now     func() time.Time // the one clock
	Owner   Operator
	Log     *slog.Logger

	IndexNowKey string // proves to search engines that this is the site; "" for none
}

// Operator is who runs the site. What is empty is not shown; without a name there is no imprint.
type Operator struct {
	Name    string
	Address string
	Email   string
}

// site is a Config made ready to serve.
type site struct {
	Config
	assets  *static.Assets
	pages   map[string]*page  // by path
	ordered []*page           // in the order of the sitemap
	moved   map[string]string // paths of pages by their former paths
	cache   pagecache.Cache
}

// New returns the handler of the whole site. The error is a content.Faults when content and locales
// do not fit together.
func New(c Config) (http.Handler, error) {
	s, err := newSite(c)
	if err != nil {
		return nil, err
	}
	return s.handler(), nil
}

func newSite(c Config) (*site, error) {
	base, err := url.Parse(c.BaseURL)
	if err != nil || base.Scheme == "" || base.Host == "" || base.Path != "" && base.Path != "/" {
		return nil, fmt.Errorf("the base URL %q needs a scheme and a host and nothing else, as https://kontakto.example", c.BaseURL)
	}
	c.BaseURL = base.Scheme + "://" + base.Host
	if c.IndexNowKey != "" && !IndexNowKey.MatchString(c.IndexNowKey) {
		return nil, fmt.Errorf("the IndexNow key %q has a wrong form; write 8 to 128 of a to z, 0 to 9 and -", c.IndexNowKey)
	}
	if err := check(c.Library, c.Locales); err != nil {
		return nil, err
	}
	s := &site{Config: c, pages: map[string]*page{}, moved: map[string]string{}}
	if s.assets, err = static.Load(); err != nil {
		return nil, err
	}
	if err := s.index(); err != nil {
		return nil, err
	}
	return s, nil
}
