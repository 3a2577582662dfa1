// Command pictures draws the Open Graph picture of every language into static/, with the words of its
// bundle, and the icon for browsers that want a file of pixels: make generate runs it, and the pictures
// are committed.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"kontakto/locales"
)

// The size that the Open Graph readers crop least.
const width, height = 1200, 630

const margin = 90

func main() {
	if err := run("static"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string) error {
	catalog, err := locales.Load(locales.Files)
	if err != nil {
		return err
	}
	for _, lang := range catalog.Languages() {
		p := catalog.Printer(lang)
		picture, err := paint(p.T("site.name"), p.T("chooser.question"))
		if err != nil {
			return err
		}
		f, err := os.Create(filepath.Join(dir, "og-"+lang+".png"))
		if err != nil {
			return err
		}
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, picture); err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "favicon.ico"), favicon(), 0o644)
}

// favicon draws the sign in an ICO file that holds one PNG.
func favicon() []byte {
	const size = 48
	canvas := image.NewRGBA(image.Rect(0, 0, size, size))
	draw.Draw(canvas, canvas.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	sign(canvas, ink, ground, -88, -90, 0.46)
	var data bytes.Buffer
	_ = png.Encode(&data, canvas) // a buffer takes everything
	head := []byte{0, 0, 1, 0, 1, 0, size, size, 0, 0, 1, 0, 32, 0}
	head = binary.LittleEndian.AppendUint32(head, uint32(data.Len()))
	head = binary.LittleEndian.AppendUint32(head, 22) // where the picture begins
	return append(head, data.Bytes()...)
}

// The site's colour, and white.
var (
	ground = color.RGBA{0x08, 0x4a, 0x57, 0xff}
	ink    = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// paint draws the sign, the name and a question, white on the site's colour. The palette holds the
// shades between the two, which keeps the file small.
func paint(name, question string) (image.Image, error) {
	const shades = 16
	var palette color.Palette
	for i := range shades {
		mix := func(a, b uint8) uint8 { return uint8((int(a)*(shades-1-i) + int(b)*i) / (shades - 1)) }
		palette = append(palette, color.RGBA{mix(ground.R, ink.R), mix(ground.G, ink.G), mix(ground.B, ink.B), 0xff})
	}
	canvas := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(canvas, canvas.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	sign(canvas, ink, ground, 0, 0, 1)
	if err := write(canvas, ink, name, 64, image.Pt(margin+130, 165), width); err != nil {
		return nil, err
	}
	if err := write(canvas, ink, question, 78, image.Pt(margin, 330), width-2*margin); err != nil {
		return nil, err
	}
	out := image.NewPaletted(canvas.Bounds(), palette)
	draw.Draw(out, out.Bounds(), canvas, image.Point{}, draw.Src)
	return out, nil
}

// sign draws the speech bubble with its tick, moved by dx and dy and then scaled.
func sign(dst draw.Image, bubble, tick color.Color, dx, dy, scale float32) {
	fill := func(c color.Color, points ...image.Point) {
		r := vector.NewRasterizer(dst.Bounds().Dx(), dst.Bounds().Dy())
		for i, p := range points {
			x, y := (float32(p.X)+dx)*scale, (float32(p.Y)+dy)*scale
			if i == 0 {
				r.MoveTo(x, y)
			} else {
				r.LineTo(x, y)
			}
		}
		r.ClosePath()
		r.Draw(dst, dst.Bounds(), image.NewUniform(c), image.Point{})
	}
	fill(bubble, image.Pt(90, 95), image.Pt(190, 95), image.Pt(190, 165), image.Pt(150, 165), image.Pt(125, 190), image.Pt(125, 165), image.Pt(90, 165))
	fill(tick, image.Pt(112, 128), image.Pt(120, 120), image.Pt(133, 134), image.Pt(160, 107), image.Pt(168, 115), image.Pt(133, 150))
}

// write sets text in lines no longer than limit, the first with its base line at at.
func write(dst draw.Image, c color.Color, text string, size float64, at image.Point, limit int) error {
	parsed, err := opentype.Parse(gobold.TTF)
	if err != nil {
		return err
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return err
	}
	d := font.Drawer{Dst: dst, Src: image.NewUniform(c), Face: face}
	line := ""
	put := func() {
		d.Dot = fixed.P(at.X, at.Y)
		d.DrawString(line)
		at.Y += int(size * 1.25)
	}
	for _, word := range strings.Split(strings.ReplaceAll(text, "\u202f", "\u00a0"), " ") {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && d.MeasureString(longer).Ceil() > limit {
			put()
			longer = word
		}
		line = longer
	}
	put()
	return nil
}
