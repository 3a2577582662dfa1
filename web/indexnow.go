package web

import (
	"regexp"

	"kontakto/content"
)

// IndexNowKey is the form of a key with which a site proves to search engines that it is itself
// (https://www.indexnow.org/documentation). The protocol allows capitals too, which addresses of this
// site do not have.
var IndexNowKey = regexp.MustCompile(`^[a-z0-9-]{8,128}$`)

// IndexNowKeyPath is the address at which the key stands.
func IndexNowKeyPath(key string) string { return "/" + key + ".txt" }

// ChangedSince lists the absolute addresses of the pages that were published on or after a day, or on
// which a fact has changed since.
func ChangedSince(c Config, since content.Date) ([]string, error) {
	s, err := newSite(c)
	if err != nil {
		return nil, err
	}
	var urls []string
	for _, p := range s.ordered {
		if !p.changed.Before(since) {
			urls = append(urls, s.BaseURL+p.path)
		}
	}
	return urls, nil
}
