package web

import (
	"testing"

	"kontakto/content"
)

// BenchmarkDrawn draws the longest guide anew for every request, compression included: the clock
// stands a day further each time.
func BenchmarkDrawn(b *testing.B) {
	c := &clock{noon}
	h := serve(b, content.Files, c, owner)
	for b.Loop() {
		c.now = c.now.AddDate(0, 0, 1)
		get(h, "/nb/paypal", "Accept-Encoding", "br")
	}
}

// BenchmarkCached answers from the cache.
func BenchmarkCached(b *testing.B) {
	h := serve(b, content.Files, &clock{noon}, owner)
	for b.Loop() {
		get(h, "/nb/paypal", "Accept-Encoding", "br")
	}
}
