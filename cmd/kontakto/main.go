// Command kontakto serves the help site and checks its content.
//
//	kontakto [serve] [flags]     serve the site
//	kontakto check [-content D]  print every fault of the content
//	kontakto indexnow -since D   tell search engines which pages changed since a day
//	kontakto version             print version, commit and Go version
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(exitCode(err))
}
