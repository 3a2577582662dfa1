package content

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// document is a YAML file together with the place of everything in it.
type document struct {
	file   string
	root   *yaml.Node
	offset int // lines of the file before the YAML begins
}

// UnmarshalYAML reads a zone by its IANA name.
func (z *Zone) UnmarshalYAML(n *yaml.Node) error {
	return scalar(n, z, func(s string) (Zone, error) {
		loc, err := time.LoadLocation(s)
		if err != nil || s == "" || s == "Local" {
			return Zone{}, fmt.Errorf("%q is not a time zone; write its IANA name, as Europe/Rome", s)
		}
		return Zone{loc}, nil
	})
}

// decode reads data strictly into out: a key that out does not have is a fault. firstLine is the line
// of the file on which data begins.
func decode(file string, data []byte, firstLine int, out any, faults *Faults) *document {
	doc := &document{file: file, root: &yaml.Node{}, offset: firstLine - 1}
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(out); err != nil && !errors.Is(err, io.EOF) {
		var many *yaml.TypeError
		if !errors.As(err, &many) {
			many = &yaml.TypeError{Errors: []string{strings.TrimPrefix(err.Error(), "yaml: ")}}
		}
		for _, text := range many.Errors {
			*faults = append(*faults, translate(file, text, doc.offset))
		}
	}
	// A file that does not parse has been reported above; its places are simply not known.
	_ = yaml.Unmarshal(data, doc.root)
	return doc
}

var (
	placed     = regexp.MustCompile(`^line (\d+)(?::(\d+))?: (?s:(.*))$`)
	unknownKey = regexp.MustCompile(`^field (\S+) not found in type \S+$`)
	wrongShape = regexp.MustCompile("^cannot unmarshal !!(\\w+)(?: `(.*)`)? into (\\S+)$")
	doubleKey  = regexp.MustCompile(`^mapping key "(.+)" already defined at line (\d+)$`)
)

// translate turns a message of the YAML decoder into a fault that says how to mend it.
func translate(file, text string, offset int) Fault {
	f := Fault{File: file, Text: text}
	if m := placed.FindStringSubmatch(text); m != nil {
		f.Line, _ = strconv.Atoi(m[1])
		f.Line += offset
		f.Column, _ = strconv.Atoi(m[2])
		f.Text = m[3]
	}
	switch {
	case unknownKey.MatchString(f.Text):
		f.Text = fmt.Sprintf("the key %q is not known here; look for a slip of the pen, or take it out", unknownKey.FindStringSubmatch(f.Text)[1])
	case doubleKey.MatchString(f.Text):
		m := doubleKey.FindStringSubmatch(f.Text)
		line, _ := strconv.Atoi(m[2])
		f.Text = fmt.Sprintf("%q stands here a second time, first in line %d; keep one of the two", m[1], line+offset)
	case wrongShape.MatchString(f.Text):
		m := wrongShape.FindStringSubmatch(f.Text)
		f.Text = fmt.Sprintf("a %s does not fit here; look at another file of this kind for the shape that is wanted", map[string]string{"seq": "list", "map": "mapping", "str": "word", "int": "number"}[m[1]])
	case f.Line == 0 || strings.HasPrefix(f.Text, "could not") || strings.HasPrefix(f.Text, "did not"):
		f.Text = "this is not valid YAML: " + f.Text + "; check indentation, colons and quotes"
	}
	return f
}

// line returns the line on which the value at path stands, or that of the nearest value above it.
func (d *document) line(path []string) int {
	if len(d.root.Content) == 0 {
		return d.offset + 1
	}
	n := d.root.Content[0]
	line := n.Line
	for _, key := range path {
		next := child(n, key)
		if next == nil {
			break
		}
		n, line = next, next.Line
	}
	return d.offset + line
}

func child(n *yaml.Node, key string) *yaml.Node {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				value := *n.Content[i+1]
				value.Line = n.Content[i].Line
				return &value
			}
		}
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(key); err == nil && i < len(n.Content) {
			return n.Content[i]
		}
	}
	return nil
}

// show writes a path as people read it: channels[0].number.
func show(path []string) string {
	var b strings.Builder
	for _, key := range path {
		if _, err := strconv.Atoi(key); err == nil {
			fmt.Fprintf(&b, "[%s]", key)
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		b.WriteString(key)
	}
	return b.String()
}
