package web

import (
	"bytes"
	"flag"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"kontakto/content"
	"kontakto/web/pagecache"
)

var instants = flag.Int("instants", 20, "random instants at which every page is drawn")

// A page says the same at every instant before the one that it declares as its next change. At that
// instant it says something else, or nobody was told to keep it longer than the cap.
func TestPagesHoldUntilTheyChange(t *testing.T) {
	lib, err := content.Load(content.Files)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newSite(Config{Library: lib, Locales: catalog(t), BaseURL: testBase, Now: time.Now, Owner: owner})
	if err != nil {
		t.Fatal(err)
	}
	const years = 2
	begin := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for _, p := range s.ordered {
		t.Run(p.path, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(len(p.path)), 1))
			at := make([]time.Time, *instants)
			for i := range at {
				at[i] = begin.Add(time.Duration(random.Int64N(int64(years * 365 * 24 * time.Hour))))
			}
			slices.SortFunc(at, time.Time.Compare)
			draw := func(now time.Time) ([]byte, time.Time) {
				c := s.composer(p, now)
				data, err := render(p.build(c))
				if err != nil {
					t.Fatal(err)
				}
				return data, c.next
			}
			var held []byte // what the page says from the last drawing until next
			var next time.Time
			for _, now := range at {
				data, until := draw(now)
				if !until.After(now) {
					t.Fatalf("at %s the page declares its next change at %s", now, until)
				}
				if now.Before(next) {
					if !bytes.Equal(data, held) || !until.Equal(next) {
						t.Fatalf("at %s the page differs from what it said it would say until %s", now, next)
					}
					continue
				}
				if last, _ := draw(until.Add(-time.Nanosecond)); !bytes.Equal(last, data) {
					t.Fatalf("at %s the page promises to hold until %s and changes before", now, until)
				}
				held, next = data, until
				if after, _ := draw(until); bytes.Equal(after, data) {
					if age := pagecache.Age(now, until); age > pagecache.MaxAge {
						t.Fatalf("at %s nothing changes at %s and the page may be kept for %s", now, until, age)
					}
				}
			}
		})
	}
}
