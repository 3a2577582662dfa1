package web

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// valid holds an XML document against a schema of .ci/schemas with xmllint. Where that or the schemas'
// packages are missing the test is left out, unless KONTAKTO_ORACLE=required says that it must run.
func valid(t *testing.T, name, option, schema string, data []byte) error {
	t.Helper()
	_, missing := exec.LookPath("xmllint")
	if _, err := os.Stat("../.ci/node_modules/sitemap"); err != nil {
		missing = err
	}
	if missing != nil {
		if os.Getenv("KONTAKTO_ORACLE") == "required" {
			t.Fatalf("%v; install libxml2-utils and run npm ci --prefix .ci", missing)
		}
		t.Skip(missing)
	}
	cmd := exec.Command("xmllint", "--noout", "--nonet", option, filepath.Join("../.ci/schemas", schema), "-")
	cmd.Stdin = bytes.NewReader(data)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %s", name, out)
	}
	return nil
}

func TestSitemapFitsItsSchema(t *testing.T) {
	data := get(builtin(t), "/sitemap.xml").Body.Bytes()
	if err := valid(t, "sitemap", "--schema", "sitemap.xsd", data); err != nil {
		t.Error(err)
	}
	for _, breach := range []string{"<loc>", `hreflang="nb"`, `xmlns:xhtml="http://www.w3.org/1999/xhtml"`} {
		if valid(t, "", "--schema", "sitemap.xsd", bytes.Replace(data, []byte(breach), nil, 1)) == nil {
			t.Errorf("the schema does not miss %s", breach)
		}
	}
}

// A site with more pages than fit into one sitemap has an index, which fits its schema too; the parts have
// every address once.
func TestSitemapIndex(t *testing.T) {
	var urls []sitemapURL
	for i := range 25_001 {
		urls = append(urls, sitemapURL{Loc: fmt.Sprintf("%s/nb/%d", testBase, i), LastMod: "2026-11-21"})
	}
	urls[20_500].LastMod = "2026-12-24"
	index, ok := sitemapOf(testBase, urls, sitemapSize).(sitemapIndex)
	if !ok || len(index.Sitemaps) != 3 {
		t.Fatalf("25,001 addresses make %d sitemaps", len(index.Sitemaps))
	}
	if last := index.Sitemaps[2]; last.Loc != testBase+"/sitemap-3.xml" || last.LastMod != "2026-12-24" {
		t.Errorf("the last sitemap is %v", last)
	}
	data, err := xml.Marshal(index)
	if err != nil {
		t.Fatal(err)
	}
	if err := valid(t, "index", "--schema", "siteindex.xsd", data); err != nil {
		t.Error(err)
	}
	n := 0
	for _, part := range sitemapParts(urls, sitemapSize) {
		for _, u := range part {
			if u.Loc != urls[n].Loc {
				t.Fatalf("%s stands in the place of %s", u.Loc, urls[n].Loc)
			}
			n++
		}
	}
	if n != len(urls) {
		t.Errorf("%d of %d addresses are listed", n, len(urls))
	}
	if _, ok := sitemapOf(testBase, urls[:sitemapSize], sitemapSize).(urlSet); !ok {
		t.Error("what fits into one sitemap is not one")
	}
	if w := get(builtin(t), "/sitemap-1.xml"); w.Code != 404 {
		t.Errorf("a part of a sitemap that has no parts answers %d", w.Code)
	}
}

func TestFeedsFitTheirSchema(t *testing.T) {
	h := serve(t, changed(t), later, owner)
	for path, d := range crawl(t, h) {
		for _, n := range d.all("link") {
			if attr(n, "type") != "application/atom+xml" || strings.Count(path, "/") > 2 {
				continue // a topic names the feed of its guide
			}
			if err := valid(t, attr(n, "href"), "--relaxng", "atom.rng", get(h, attr(n, "href")).Body.Bytes()); err != nil {
				t.Error(err)
			}
		}
	}
	data := get(h, "/it/klarna/changes.atom").Body.String()
	for _, breach := range [][2]string{{"<updated>2027-02-03T00:00:00+01:00</updated>", ""}, {"<name>Kontakto</name>", ""}, {"+01:00</updated>", "</updated>"}, {"<id>tag:", "<id>"}, {` type="html"`, ` type="markdown"`}, {"<title>", "<title></title><title>"}} {
		if !strings.Contains(data, breach[0]) || valid(t, "", "--relaxng", "atom.rng", []byte(strings.Replace(data, breach[0], breach[1], 1))) == nil {
			t.Errorf("the schema does not miss %s", breach[0])
		}
	}
}
