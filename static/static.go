// Package static holds the files that pages load. Their addresses carry a hash of their content, so
// that they can be kept for ever; an address with another hash does not exist.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed *.css *.svg
var files embed.FS

// Prefix begins the address of every asset.
const Prefix = "/static/"

var contentTypes = map[string]string{".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

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
		sum := sha256.Sum256(data)
		ext := path.Ext(e.Name())
		url := Prefix + strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(sum[:5]) + ext
		a.urls[e.Name()] = url
		a.byPath[url] = Asset{Data: data, ContentType: contentTypes[ext]}
	}
	return a, nil
}

// URL returns the address of the file with a name, "" when there is no such file.
func (a *Assets) URL(name string) string { return a.urls[name] }

// At returns the asset with an address; false when the name or the hash is not that of a file.
func (a *Assets) At(url string) (Asset, bool) {
	asset, ok := a.byPath[url]
	return asset, ok
}

// URLs lists the addresses of all files.
func (a *Assets) URLs() []string {
	var list []string
	for _, url := range a.urls {
		list = append(list, url)
	}
	return list
}
