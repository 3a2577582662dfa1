package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"kontakto/content"
)

func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestCommands(t *testing.T) {
	for _, c := range []struct {
		name   string
		args   []string
		env    []string
		code   int
		output string // of either stream, or the error
	}{
		{"version", []string{"version"}, nil, 0, "kontakto "},
		{"check is silent", []string{"check"}, nil, 0, ""},
		{"unknown command", []string{"serv"}, nil, 2, "unknown command"},
		{"unknown flag", []string{"-port", "80"}, nil, 2, "flag provided but not defined"},
		{"extra argument", []string{"check", "now"}, nil, 2, "unexpected argument"},
		{"no such directory", []string{"check", "-content", "nowhere"}, nil, 1, "no such directory"},
		{"clock that is none", []string{"-now", "noon"}, nil, 2, "write it as 2026"},
		{"clock in the environment", []string{"serve"}, []string{"KONTAKTO_NOW", "noon"}, 2, "write it as 2026"},
		{"address that is none", []string{"-addr", "127.0.0.1:99999"}, nil, 1, "invalid port"},
		{"base URL that is none", []string{"-addr", "127.0.0.1:0", "-base-url", "kontakto"}, nil, 1, "needs a scheme"},
		{"indexnow without a day", []string{"indexnow"}, nil, 2, "-since"},
		{"indexnow without a site", []string{"indexnow", "-since", "2026-11-21"}, nil, 2, "-base-url is missing"},
		{"indexnow without a key", []string{"indexnow", "-since", "2026-11-21", "-base-url", "https://kontakto.example"}, nil, 2, "is not a key"},
		{"key that is none", []string{"-addr", "127.0.0.1:0", "-indexnow-key", "Short"}, nil, 1, "wrong form"},
		{"help", []string{"-h"}, nil, 0, "KONTAKTO_ADDR"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out bytes.Buffer
			err := run(t.Context(), c.args, environment(c.env...), &out, &out)
			if err != nil {
				out.WriteString(err.Error())
			}
			if got := exitCode(err); got != c.code {
				t.Errorf("exit code %d, want %d (%s)", got, c.code, &out)
			}
			if !strings.Contains(out.String(), c.output) || c.output == "" && out.Len() > 0 {
				t.Errorf("output %q, want %q", &out, c.output)
			}
		})
	}
}

// write copies the built-in content to a directory.
func write(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, content.Files); err != nil {
		t.Fatal(err)
	}
	return dir
}

func edit(t *testing.T, file, old, new string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s does not contain %q", file, old)
	}
	if err := os.Chmod(file, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), old, new, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCheckNamesFileAndLine(t *testing.T) {
	dir := write(t)
	edit(t, filepath.Join(dir, "klarna/facts/it.yaml"), "time_zone: Europe/Rome", "time_zone: Europe/Roma")
	err := run(t.Context(), []string{"check", "-content", dir}, environment(), io.Discard, io.Discard)
	if exitCode(err) != 1 || !regexp.MustCompile(`klarna/facts/it\.yaml:\d+: "Europe/Roma" is not a time zone`).MatchString(err.Error()) {
		t.Errorf("check says %v", err)
	}
}

// start serves until the test ends and returns the address it printed, and a function that stops it
// and returns its error.
func start(t *testing.T, args ...string) (url string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	reader, writer := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), environment(), writer, io.Discard)
		_ = writer.CloseWithError(err)
		done <- err
	}()
	line := make([]byte, 200)
	n, err := reader.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`^kontakto listening on (http://\S+)\n$`).FindSubmatch(line[:n])
	if m == nil {
		t.Fatalf("the first line is %q", line[:n])
	}
	return string(m[1]), func() error { cancel(); return <-done }
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestServeAndStop(t *testing.T) {
	url, stop := start(t, "-now", "2026-11-23T12:00:00+01:00")
	port := url[strings.LastIndex(url, ":"):]
	if body := fetch(t, url+"/it/klarna"); !strings.Contains(body, `href="http://localhost`+port+`/it/klarna"`) {
		t.Error("the base URL is not that of the free port")
	}
	if err := stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
	if _, err := http.Get(url + "/healthz"); err == nil {
		t.Error("it still serves after the stop")
	}
}

// A content directory is followed: a change shows, a fault does not take the site down.
func TestContentIsReloaded(t *testing.T) {
	dir := write(t)
	url, stop := start(t, "-content", dir)
	file := filepath.Join(dir, "site/nb/front.md")
	edit(t, file, "heading: \"", "heading: \"Nytt: ")
	eventually(t, func() bool { return strings.Contains(fetch(t, url+"/nb"), "Nytt: ") })
	edit(t, file, "heading: \"", "hedding: \"")
	edit(t, filepath.Join(dir, "site/fi/front.md"), "heading: \"", "heading: \"Uutta: ")
	time.Sleep(2 * pollEvery)
	if body := fetch(t, url+"/fi"); strings.Contains(body, "Uutta: ") || body == "" {
		t.Error("content with a fault was taken over")
	}
	edit(t, file, "hedding: \"", "heading: \"")
	eventually(t, func() bool { return strings.Contains(fetch(t, url+"/fi"), "Uutta: ") })
	if err := stop(); err != nil {
		t.Errorf("stopping: %v", err)
	}
}

func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	for range 100 {
		if ok() {
			return
		}
		time.Sleep(pollEvery / 10)
	}
	t.Fatal("it did not happen")
}
