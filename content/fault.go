package content

import (
	"fmt"
	"sort"
	"strings"
)

// Fault is one thing that is wrong in a content file: where it stands, what it is and how to mend it.
type Fault struct {
	File   string
	Line   int // from 1; 0 when the whole file is meant
	Column int // from 1; 0 when the whole line is meant
	Text   string
}

// String returns "file:line: text", with the column after the line where it is known.
func (f Fault) String() string {
	where := f.File
	if f.Line > 0 {
		where += fmt.Sprintf(":%d", f.Line)
	}
	if f.Column > 0 {
		where += fmt.Sprintf(":%d", f.Column)
	}
	return where + ": " + f.Text
}

// Faults is every fault found, as an error with one line for each.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.String()
	}
	return strings.Join(lines, "\n")
}

// Err returns the faults in the order of files and lines, or nil when there is none.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	sort.SliceStable(f, func(i, j int) bool {
		if f[i].File != f[j].File {
			return f[i].File < f[j].File
		}
		return f[i].Line < f[j].Line
	})
	return f
}

func (f *Faults) add(file string, line int, format string, args ...any) {
	*f = append(*f, Fault{File: file, Line: line, Text: fmt.Sprintf(format, args...)})
}
