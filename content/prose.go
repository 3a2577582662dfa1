package content

import (
	"bufio"
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The Markdown of this site is CommonMark without raw HTML, images and bare addresses, with two
// additions: facts by path in braces, {limits.dispute.escalate within}, and ids of headings in the
// form {#phone}. Figures never stand in it: they are facts.

var markdown = parser.NewParser(
	parser.WithBlockParsers(parser.DefaultBlockParsers()...),
	parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(refParser{}, 50))...),
	parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
	parser.WithHeadingAttribute(),
)

// shortcode is a fact named in Markdown; the first group is its path, the second its form.
const shortcode = `\{([a-z0-9_]+(?:[.-][a-z0-9_]+)*)(?: (within|after|of))?\}`

var refSyntax = regexp.MustCompile("^" + shortcode)

// refNode is a fact named in the running text.
type refNode struct {
	ast.BaseInline
	ref *Ref
}

var kindRef = ast.NewNodeKind("Ref")

// Kind implements ast.Node.
func (*refNode) Kind() ast.NodeKind { return kindRef }

// Dump implements ast.Node.
func (n *refNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type refParser struct{}

// Trigger implements parser.InlineParser.
func (refParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (refParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := refSyntax.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &refNode{ref: &Ref{Path: string(m[1]), Form: string(m[2]), line: segment.Start}}
}

// proseReader turns one Markdown text into a lead and sections.
type proseReader struct {
	file      string
	source    []byte
	firstLine int // the line of the file on which source begins
	faults    *Faults

	parts Prose
	html  strings.Builder
	refs  []*Ref
}

// lineAt returns the line of the file on which the byte at offset stands.
func (r *proseReader) lineAt(offset int) int {
	return r.firstLine + bytes.Count(r.source[:min(offset, len(r.source))], []byte("\n"))
}

func (r *proseReader) fault(offset int, format string, args ...any) {
	r.faults.add(r.file, r.lineAt(offset), format, args...)
}

// read parses the whole text: what stands before the first heading, then a tree of sections of
// levels two and three.
func (r *proseReader) read() (lead Prose, leadSource string, sections []*Section) {
	doc := markdown.Parse(text.NewReader(r.source))
	var top, sub *Section
	ids := map[string]int{}
	begin := 0 // where the source of the current section begins
	store := func(end int) {
		body, source := r.take(), strings.TrimSpace(string(r.source[begin:max(begin, end)]))
		switch {
		case sub != nil:
			sub.Body, sub.Source = body, source
		case top != nil:
			top.Body, top.Source = body, source
		default:
			lead, leadSource = body, source
		}
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok {
			r.block(n)
			continue
		}
		start, end := r.lineOf(h)
		store(start)
		begin = end
		s := r.heading(h, ids)
		switch {
		case h.Level == 2:
			top, sub = s, nil
			sections = append(sections, s)
		case h.Level == 3 && top != nil:
			sub = s
			top.Sections = append(top.Sections, s)
		default:
			r.faults.add(r.file, s.Line, "a heading of level %d cannot stand here; use ## for sections and ### inside them", h.Level)
		}
	}
	store(len(r.source))
	return lead, leadSource, sections
}

// lineOf returns where the line of a heading begins and ends.
func (r *proseReader) lineOf(h *ast.Heading) (start, end int) {
	at := 0
	if h.Lines().Len() > 0 {
		at = h.Lines().At(0).Start
	}
	start = bytes.LastIndexByte(r.source[:at], '\n') + 1
	end = len(r.source)
	if i := bytes.IndexByte(r.source[at:], '\n'); i >= 0 {
		end = at + i + 1
	}
	return start, end
}

// Shortcodes finds the facts named in Markdown source.
var Shortcodes = regexp.MustCompile(shortcode)

func (r *proseReader) heading(h *ast.Heading, ids map[string]int) *Section {
	s := &Section{Line: r.firstLine}
	if h.Lines().Len() > 0 {
		s.Line = r.lineAt(h.Lines().At(0).Start)
	}
	if id, ok := h.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			s.ID = string(b)
		}
	}
	if s.ID == "" {
		r.faults.add(r.file, s.Line, "the heading has no id; write one after it, as ## … {#channels}")
	} else if first, twice := ids[s.ID]; twice {
		r.faults.add(r.file, s.Line, "the id %q stands in line %d already; every heading needs its own", s.ID, first)
	}
	ids[s.ID] = s.Line
	r.inline(h)
	parts := r.take()
	for _, p := range parts {
		if p.Ref != nil {
			r.faults.add(r.file, s.Line, "a fact cannot stand in a heading; say it in the text below")
			continue
		}
		s.Heading += html.UnescapeString(p.HTML)
	}
	return s
}

// take returns the parts collected so far and begins anew.
func (r *proseReader) take() Prose {
	r.flush()
	parts := r.parts
	r.parts = nil
	return parts
}

func (r *proseReader) flush() {
	if r.html.Len() > 0 {
		r.parts = append(r.parts, Part{HTML: r.html.String()})
		r.html.Reset()
	}
}

func (r *proseReader) write(s string) { r.html.WriteString(s) }

// block writes one block of the text.
func (r *proseReader) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.wrap("<p>", n, "</p>")
	case *ast.TextBlock:
		r.inline(n)
	case *ast.Blockquote:
		r.write("<blockquote>")
		r.blocks(n)
		r.write("</blockquote>")
	case *ast.List:
		tag := "ul"
		if n.IsOrdered() {
			tag = "ol"
		}
		r.write("<" + tag + ">")
		r.blocks(n)
		r.write("</" + tag + ">")
	case *ast.ListItem:
		r.write("<li>")
		r.blocks(n)
		r.write("</li>")
	case *ast.FencedCodeBlock:
		r.message(n)
	case *ast.HTMLBlock:
		r.fault(offset(n), "HTML is not allowed; use Markdown alone")
	default:
		r.fault(offset(n), "a %s is not allowed; use paragraphs, lists, quotes and ```message blocks", n.Kind())
	}
}

func (r *proseReader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

// message keeps a text to copy: paragraphs, parted by empty lines.
func (r *proseReader) message(n *ast.FencedCodeBlock) {
	if string(n.Language(r.source)) != "message" {
		r.fault(offset(n), "a code block is not allowed; a text to copy begins with ```message")
		return
	}
	var b strings.Builder
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		r.plain(line.Start, line.Value(r.source))
		b.Write(line.Value(r.source))
	}
	var paragraphs []string
	for _, p := range strings.Split(b.String(), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			paragraphs = append(paragraphs, p)
		}
	}
	r.flush()
	r.parts = append(r.parts, Part{Message: paragraphs})
}

func (r *proseReader) wrap(open string, n ast.Node, end string) {
	r.write(open)
	r.inline(n)
	r.write(end)
}

// inline writes the running text below parent.
func (r *proseReader) inline(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.text(n)
		case *refNode:
			n.ref.line = r.lineAt(n.ref.line)
			r.ref(n.ref, false)
		case *ast.Emphasis:
			tag := "em"
			if n.Level == 2 {
				tag = "strong"
			}
			r.wrap("<"+tag+">", n, "</"+tag+">")
		case *ast.Link:
			r.link(n)
		case *ast.AutoLink, *ast.RawHTML, *ast.Image:
			r.fault(offset(parent), "a %s is not allowed; name addresses by id, as [text]({pages.help_centre})", n.Kind())
		default:
			r.fault(offset(parent), "a %s is not allowed in running text", n.Kind())
		}
	}
}

func (r *proseReader) text(n *ast.Text) {
	value := n.Segment.Value(r.source)
	r.plain(n.Segment.Start, value)
	var b bytes.Buffer
	w := bufio.NewWriter(&b)
	gmhtml.DefaultWriter.Write(w, value)
	_ = w.Flush() // a bytes.Buffer takes everything
	r.write(b.String())
	switch {
	case n.HardLineBreak():
		r.write("<br>")
	case n.SoftLineBreak():
		r.write("\n")
	}
}

func (r *proseReader) ref(ref *Ref, link bool) {
	r.flush()
	r.refs = append(r.refs, ref)
	r.parts = append(r.parts, Part{Ref: ref, Link: link})
}

// link writes a link to a fact or to a place on the page.
func (r *proseReader) link(n *ast.Link) {
	to := string(n.Destination)
	switch m := refSyntax.FindStringSubmatch(to); {
	case m != nil && m[0] == to && m[2] == "":
		r.ref(&Ref{Path: m[1], line: r.lineAt(offset(n))}, true)
	case strings.HasPrefix(to, "#"):
		r.write(`<a href="` + html.EscapeString(to) + `">`)
	default:
		r.fault(offset(n), "the link to %q is not a fact; put the address among the pages of the facts file and write ({pages.its_id})", to)
		r.write("<a>")
	}
	r.inline(n)
	r.write("</a>")
}

// plain refuses in running text what must come from a fact.
func (r *proseReader) plain(start int, value []byte) {
	if what := spelt(string(value)); what != "" {
		r.fault(start, "%s", what)
	}
}

// spelt says what in s should be a fact, "" when there is nothing.
func spelt(s string) string {
	switch {
	case strings.ContainsFunc(s, unicode.IsDigit):
		return "a figure stands in the text (" + strings.TrimSpace(s) + "); put it into a facts file and name it here, as {limits.dispute.escalate}"
	case strings.Contains(s, "://") || strings.Contains(s, "www."):
		return "an address stands in the text; name it by id, as [text]({pages.help_centre})"
	case strings.Contains(s, "@"):
		return "an e-mail address stands in the text; name it by id, as {email.email}"
	case strings.ContainsAny(s, "{}"):
		return "the braces in \"" + strings.TrimSpace(s) + "\" name no fact; write {limits.dispute.escalate}, or with a form {limits.dispute.escalate within}"
	}
	return ""
}

// offset finds where a node's text begins.
func offset(n ast.Node) int {
	for c := n; c != nil; c = c.FirstChild() {
		if t, ok := c.(*ast.Text); ok {
			return t.Segment.Start
		}
		if c.Type() == ast.TypeBlock && c.Lines() != nil && c.Lines().Len() > 0 {
			return c.Lines().At(0).Start
		}
	}
	if p := n.PreviousSibling(); p != nil {
		return offset(p)
	}
	if n.Parent() != nil && n.Parent().Kind() != ast.KindDocument {
		if p := n.Parent(); p.Type() == ast.TypeBlock && p.Lines() != nil && p.Lines().Len() > 0 {
			return p.Lines().At(0).Start
		}
	}
	return 0
}
