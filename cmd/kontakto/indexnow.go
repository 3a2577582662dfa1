package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	"kontakto/content/hours"
	"kontakto/web"
)

// Limits of the protocol, https://www.indexnow.org/documentation.
const (
	indexNowEndpoint = "https://api.indexnow.org/indexnow"
	indexNowBatch    = 10_000 // addresses in one request
	indexNowTimeout  = 30 * time.Second
)

// indexNow tells search engines which pages have facts that changed since a day.
func indexNow(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("indexnow", flag.ContinueOnError)
	since := flags.String("since", "", "the first day whose changes are told, as 2026-11-21")
	base := flags.String("base-url", "", "scheme and host of the site")
	key := flags.String("indexnow-key", "", "the key that the site serves")
	endpoint := flags.String("indexnow-endpoint", indexNowEndpoint, "where to post")
	dir := flags.String("content", "", "the content of this directory instead of the one built in")
	if ok, err := parse(flags, args, getenv, stderr); !ok {
		return err
	}
	day, err := hours.ParseDate(*since)
	switch {
	case err != nil:
		return usageError{fmt.Errorf("-since: %w", err)}
	case *base == "":
		return usageError{errors.New("-base-url is missing; write the public address of the site, as https://kontakto.example")}
	case !web.IndexNowKey.MatchString(*key):
		return usageError{fmt.Errorf("-indexnow-key %q is not a key; write the one that the site serves: 8 to 128 of a to z, 0 to 9 and -", *key)}
	}
	library, catalog, err := loadFrom(*dir)
	if err != nil {
		return err
	}
	urls, err := web.ChangedSince(web.Config{Library: library, Locales: catalog, BaseURL: *base, Now: time.Now, Log: slog.New(slog.DiscardHandler)}, day)
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(urls, indexNowBatch) {
		if err := postIndexNow(ctx, *endpoint, *base, *key, batch); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(stdout, "%d addresses changed since %s and were posted to %s\n", len(urls), day, *endpoint)
	return err
}

func postIndexNow(ctx context.Context, endpoint, base, key string, urls []string) error {
	site, err := url.Parse(base)
	if err != nil {
		return err
	}
	body, err := json.Marshal(struct {
		Host        string   `json:"host"`
		Key         string   `json:"key"`
		KeyLocation string   `json:"keyLocation"`
		URLs        []string `json:"urlList"`
	}{site.Host, key, site.Scheme + "://" + site.Host + web.IndexNowKeyPath(key), urls})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, indexNowTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, endpoint, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	switch response.StatusCode {
	case http.StatusOK, http.StatusAccepted:
		return nil
	case http.StatusForbidden:
		return fmt.Errorf("%s answers %s: it did not find the key at %s%s; start the site with -indexnow-key", endpoint, response.Status, base, web.IndexNowKeyPath(key))
	case http.StatusUnprocessableEntity:
		return fmt.Errorf("%s answers %s: the addresses do not belong to %s; check -base-url", endpoint, response.Status, site.Host)
	case http.StatusTooManyRequests:
		return fmt.Errorf("%s answers %s: wait before you post again", endpoint, response.Status)
	}
	return fmt.Errorf("%s answers %s", endpoint, response.Status)
}
