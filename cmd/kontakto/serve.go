package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
	_ "time/tzdata" // a static image has no time zones of its own

	"kontakto/web"
)

// settings are the flags of serve.
type settings struct {
	addr, baseURL, content, now, indexNowKey string
	owner                                    web.Operator
}

// How long connections may take. Pages are small and come from memory; a reader on a bad network gets
// half a minute for one.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 10 * time.Second
	writeTimeout      = 30 * time.Second
	idleTimeout       = 2 * time.Minute
	shutdownTimeout   = 15 * time.Second
)

// serve serves the site until ctx ends, then lets running requests finish.
func serve(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	var set settings
	flags := flag.NewFlagSet("serve", flag.ContinueOnError)
	flags.StringVar(&set.addr, "addr", ":8080", "address to serve on; port 0 picks a free one")
	flags.StringVar(&set.baseURL, "base-url", "", "scheme and host of absolute addresses (default http://localhost and the port)")
	flags.StringVar(&set.content, "content", "", "serve the content of this directory, reloaded when it changes")
	flags.StringVar(&set.now, "now", "", "freeze the clock at this RFC 3339 instant")
	flags.StringVar(&set.owner.Name, "operator-name", "", "who runs the site, for the imprint")
	flags.StringVar(&set.owner.Address, "operator-address", "", "postal address of who runs the site")
	flags.StringVar(&set.owner.Email, "operator-email", "", "e-mail address of who runs the site")
	flags.StringVar(&set.indexNowKey, "indexnow-key", "", "key with which search engines know that the command indexnow speaks for the site")
	if ok, err := parse(flags, args, getenv, stderr); !ok {
		return err
	}
	clock, err := clockOf(set.now)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", set.addr)
	if err != nil {
		return err
	}
	if set.baseURL == "" {
		set.baseURL = "http://localhost:" + port(listener.Addr())
	}
	log := slog.New(slog.NewTextHandler(stderr, nil))
	handler, err := newHandler(ctx, set, clock, log)
	if err != nil {
		_ = listener.Close()
		return err
	}
	server := &http.Server{
		Handler: handler, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: readHeaderTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
	}
	fmt.Fprintf(stdout, "kontakto listening on http://%s\n", shown(listener.Addr()))
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	// The context that ended asked for the stop; running requests get a context of their own.
	finish, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	if err := server.Shutdown(finish); err != nil && !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("stopping: %w", err)
	}
	return nil
}

func clockOf(frozen string) (func() time.Time, error) {
	if frozen == "" {
		return time.Now, nil
	}
	t, err := time.Parse(time.RFC3339, frozen)
	if err != nil {
		return nil, usageError{fmt.Errorf("-now %q is not an instant; write it as 2026-11-21T10:00:00+01:00", frozen)}
	}
	return func() time.Time { return t }, nil
}

func port(a net.Addr) string {
	if tcp, ok := a.(*net.TCPAddr); ok {
		return strconv.Itoa(tcp.Port)
	}
	return ""
}

// shown is the address as a browser can open it.
func shown(a net.Addr) string {
	if tcp, ok := a.(*net.TCPAddr); ok && tcp.IP.IsUnspecified() {
		return "localhost:" + port(a)
	}
	return a.String()
}

// newHandler makes the site; with a content directory, one that follows its changes.
func newHandler(ctx context.Context, set settings, clock func() time.Time, log *slog.Logger) (http.Handler, error) {
	fsys, err := contentFS(set.content)
	if err != nil {
		return nil, err
	}
	build := func() (http.Handler, error) {
		library, catalog, err := load(fsys)
		if err != nil {
			return nil, err
		}
		return web.New(web.Config{Library: library, Locales: catalog, BaseURL: set.baseURL, Now: clock, Owner: set.owner, Log: log, IndexNowKey: set.indexNowKey})
	}
	seen := fingerprint(fsys) // before the build, so that no change falls between the two
	handler, err := build()
	if err != nil || set.content == "" {
		return handler, err
	}
	var current atomic.Pointer[http.Handler]
	current.Store(&handler)
	go follow(ctx, fsys, seen, log, func() error {
		h, err := build()
		if err == nil {
			current.Store(&h)
		}
		return err
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*current.Load()).ServeHTTP(w, r) }), nil
}

// pollEvery is how soon a change of the content directory shows.
const pollEvery = time.Second

// follow calls reload whenever a file below fsys is no longer as seen. Content with faults is logged and not taken
// over: the site goes on with what it had.
func follow(ctx context.Context, fsys fs.FS, seen string, log *slog.Logger, reload func() error) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := fingerprint(fsys)
		if now == seen {
			continue
		}
		seen = now
		if err := reload(); err != nil {
			log.Error("content not reloaded", "err", err)
			continue
		}
		log.Info("content reloaded")
	}
}

// fingerprint changes when a file is added, removed or written.
func fingerprint(fsys fs.FS) string {
	out := ""
	_ = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			out += fmt.Sprintln(path, info.Size(), info.ModTime().UnixNano())
		}
		return nil
	})
	return out
}
