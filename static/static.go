// Package static holds the files that pages load, and the one script that stands in them. Addresses of
// files carry a hash of their content, so that they can be kept for ever; an address with another
// hash does not exist.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

//go:embed *.css *.svg *.png *.ico
var files embed.FS

// Script makes a page more comfortable, and no page needs it: a button that copies a message, and
// language links that keep the place on the page. It stands in the page; the content security policy
// allows it by ScriptHash.
//
//go:embed enhance.js
var Script string

// ScriptHash returns the source expression for Script in a content security policy (CSP Level 3, 2.3.1).
func ScriptHash() string {
	sum := sha256.Sum256([]byte(Script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Prefix begins the address of every asset.
const Prefix = "/static/"

var contentTypes = map[string]string{".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/vnd.microsoft.icon"}

// Asset is one file.
type Asset struct {
	Data        []byte
	ContentType string
}

// Assets are all files, found by name and by address.
type Assets struct {
	urls   map[string]string
	byPath map[string]Asset
}

// Load reads the files that are built into the program.
func Load() (*Assets, error) {
	a := &Assets{urls: map[string]string{}, byPath: map[string]Asset{}}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, fmt.Errorf("static: %w", err)
	}
	for _, e := range entries {
		data, err := files.ReadFile(e.Name())
		if err != nil {
			return nil, fmt.Errorf("static: %w", err)
		}
		ext := path.Ext(e.Name())
		if ext == ".css" {
			data = minify(data)
		}
		sum := sha256.Sum256(data)
		url := Prefix + strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:5]) + ext
		a.urls[e.Name()] = url
		a.byPath[url] = Asset{Data: data, ContentType: contentTypes[ext]}
	}
	return a, nil
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s*\n\s*`)
)

// minify takes comments and line breaks out of a style sheet. None of its strings holds either.
func minify(css []byte) []byte {
	return cssSpace.ReplaceAll(cssComment.ReplaceAll(css, nil), nil)
}

// URL returns the address of the file with a name, "" when there is no such file.
func (a *Assets) URL(name string) string { return a.urls[name] }

// At returns the asset with an address; false when the name or the hash is not that of a file.
func (a *Assets) At(url string) (Asset, bool) {
	asset, ok := a.byPath[url]
	return asset, ok
}
