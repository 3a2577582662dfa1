// Package pagecache keeps rendered pages, compressed, until the instant at which they would say
// something else. Nothing is rendered or compressed for a request that the cache can answer.
package pagecache

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
)

// MaxAge is the longest that a page may be kept by anybody else.
const MaxAge = 300 * time.Second

// Body is a rendered response body in the encodings that are served, each made when somebody first asks
// for it.
type Body struct {
	ContentType  string
	plain        encoded
	gzip, brotli func() encoded
	from, until  time.Time // when it holds; until is zero when it does not change
}

// encoded is a body in one encoding, with its strong entity tag.
type encoded struct {
	data []byte
	etag string
}

// Cache holds bodies by address. The zero Cache is ready for use; it is safe for concurrent use. Its
// size is bounded by the addresses that callers ask for: ask only for those of pages that exist.
type Cache struct{ slots sync.Map }

// slot lets one caller render a page while others wait for it.
type slot struct {
	sync.Mutex
	body *Body
}

// Get returns the body for key as it holds at now, rendering it when there is none. Render returns
// the bytes and the instant at which they would differ, zero for never.
func (c *Cache) Get(key string, now time.Time, contentType string, render func() ([]byte, time.Time, error)) (*Body, error) {
	value, _ := c.slots.LoadOrStore(key, &slot{})
	s := value.(*slot)
	s.Lock()
	defer s.Unlock()
	if b := s.body; b != nil && !now.Before(b.from) && (b.until.IsZero() || now.Before(b.until)) {
		return b, nil
	}
	data, until, err := render()
	if err != nil {
		return nil, err
	}
	b := newBody(data, contentType)
	b.from, b.until = now, until
	s.body = b
	return b, nil
}

// The levels at which bodies are compressed: paid once for each change of a page.
const (
	gzipLevel   = gzip.BestCompression
	brotliLevel = brotli.BestCompression
)

func newBody(data []byte, contentType string) *Body {
	sum := sha256.Sum256(data)
	tag := base64.RawURLEncoding.EncodeToString(sum[:12])
	return &Body{
		ContentType: contentType,
		plain:       encoded{data, `"` + tag + `"`},
		gzip: sync.OnceValue(func() encoded {
			var b bytes.Buffer
			w, _ := gzip.NewWriterLevel(&b, gzipLevel) // fails on a level that does not exist alone
			compress(w, data)
			return encoded{b.Bytes(), `"` + tag + `-gzip"`}
		}),
		brotli: sync.OnceValue(func() encoded {
			var b bytes.Buffer
			compress(brotli.NewWriterLevel(&b, brotliLevel), data)
			return encoded{b.Bytes(), `"` + tag + `-br"`}
		}),
	}
}

// compress writes data through w, which writes into a buffer and so cannot fail.
func compress(w io.WriteCloser, data []byte) {
	_, _ = w.Write(data)
	_ = w.Close()
}

// Age returns how long the body may be kept from now on.
func (b *Body) Age(now time.Time) time.Duration { return Age(now, b.until) }

// Age returns how long something that changes at until (zero: never) may be kept from now on: never
// past that instant, and never longer than MaxAge.
func Age(now, until time.Time) time.Duration {
	if until.IsZero() {
		return MaxAge
	}
	return max(0, min(MaxAge, until.Sub(now).Truncate(time.Second)))
}

// Serve answers r with the body in the best encoding that the client accepts, or with 304. The caller
// has set Cache-Control.
func (b *Body) Serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Add("Vary", "Accept-Encoding")
	h.Set("Content-Type", b.ContentType)
	e := b.plain
	switch best(r.Header.Get("Accept-Encoding")) {
	case "br":
		e = b.brotli()
		h.Set("Content-Encoding", "br")
	case "gzip":
		e = b.gzip()
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", e.etag)
	if matches(r.Header.Get("If-None-Match"), e.etag) {
		h.Del("Content-Type")
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(e.data)))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(e.data) // a client that has gone needs no answer
}

// best picks br, gzip or nothing from an Accept-Encoding header (RFC 9110, 12.5.3).
func best(accept string) string {
	weights := map[string]float64{}
	for _, part := range strings.Split(accept, ",") {
		name, params, _ := strings.Cut(part, ";")
		q := 1.0
		if v, ok := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q="); ok {
			if f, err := strconv.ParseFloat(v, 64); err == nil {
				q = f
			}
		}
		weights[strings.ToLower(strings.TrimSpace(name))] = q
	}
	weight := func(name string) float64 {
		if q, ok := weights[name]; ok {
			return q
		}
		return weights["*"]
	}
	switch br, gz := weight("br"), weight("gzip"); {
	case br > 0 && br >= gz:
		return "br"
	case gz > 0:
		return "gzip"
	}
	return ""
}

// matches reports whether an If-None-Match header names the tag; the comparison is the weak one
// (RFC 9110, 13.1.2).
func matches(header, etag string) bool {
	for _, part := range strings.Split(header, ",") {
		part = strings.TrimPrefix(strings.TrimSpace(part), "W/")
		if part == etag || part == "*" {
			return true
		}
	}
	return false
}
