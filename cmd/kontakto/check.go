package main

import (
	"flag"
	"io"
	"log/slog"
	"time"

	"kontakto/web"
)

// check reports every fault of the content, as the server would refuse to start on it.
func check(args []string, getenv func(string) string, stderr io.Writer) error {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	dir := flags.String("content", "", "check the content of this directory instead of the one built in")
	if ok, err := parse(flags, args, getenv, stderr); !ok {
		return err
	}
	library, catalog, err := loadFrom(*dir)
	if err != nil {
		return err
	}
	_, err = web.New(web.Config{Library: library, Locales: catalog, BaseURL: "http://localhost", Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	return err
}
