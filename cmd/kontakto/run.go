package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"kontakto/content"
	"kontakto/locales"
)

// usageError is a command line that cannot be understood.
type usageError struct{ error }

// exitCode is what the process ends with: 0 fine, 1 a fault, 2 wrong usage.
func exitCode(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &usage):
		return 2
	}
	return 1
}

// run carries out one command line.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	command := "serve"
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		command, args = args[0], args[1:]
	}
	switch command {
	case "serve":
		return serve(ctx, args, getenv, stdout, stderr)
	case "check":
		return check(args, getenv, stderr)
	case "indexnow":
		return indexNow(ctx, args, getenv, stdout, stderr)
	case "version":
		return version(stdout)
	}
	return usageError{fmt.Errorf("unknown command %q; the commands are serve, check, indexnow and version", command)}
}

// parse reads flags, each with an environment twin that it overrules. It returns false when the help
// was asked for and shown.
func parse(flags *flag.FlagSet, args []string, getenv func(string) string, stderr io.Writer) (bool, error) {
	flags.SetOutput(stderr)
	var bad error
	flags.VisitAll(func(f *flag.Flag) {
		name := envName(f.Name)
		f.Usage += " (" + name + ")"
		if value := getenv(name); value != "" {
			if err := f.Value.Set(value); err != nil && bad == nil {
				bad = usageError{fmt.Errorf("%s=%q: %w", name, value, err)}
			}
		}
	})
	if bad != nil {
		return false, bad
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return false, nil
	case err != nil:
		return false, usageError{err}
	case flags.NArg() > 0:
		return false, usageError{fmt.Errorf("unexpected argument %q", flags.Arg(0))}
	}
	return true, nil
}

func envName(flag string) string {
	return "KONTAKTO_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// contentFS is the content of a directory, or what is built in when dir is empty.
func contentFS(dir string) (fs.FS, error) {
	if dir == "" {
		return content.Files, nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("-content %s: there is no such directory", dir)
	}
	return os.DirFS(dir), nil
}

// loadFrom reads the content of a directory, or what is built in, and the locales.
func loadFrom(dir string) (*content.Library, *locales.Catalog, error) {
	fsys, err := contentFS(dir)
	if err != nil {
		return nil, nil, err
	}
	return load(fsys)
}

// load reads content and locales as the server does.
func load(fsys fs.FS) (*content.Library, *locales.Catalog, error) {
	catalog, err := locales.Load(locales.Files)
	if err != nil {
		return nil, nil, err
	}
	library, err := content.Load(fsys)
	return library, catalog, err
}

func version(stdout io.Writer) error {
	v, commit := "devel", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		if info.Main.Version != "" && info.Main.Version != "(devel)" {
			v = info.Main.Version
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = s.Value
			}
		}
	}
	if built != "" {
		commit = built
	}
	_, err := fmt.Fprintf(stdout, "kontakto %s %s %s\n", v, commit, runtime.Version())
	return err
}

// built is the commit, set by the linker where the build has no version control to ask.
var built string
