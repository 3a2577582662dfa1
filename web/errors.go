package web

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"kontakto/web/view"
)

// fail answers a request that went wrong with a page in the language of its address. It logs the
// cause of faults of the site itself, under the id that the page quotes, and shows none of it.
func (s *site) fail(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	status := http.StatusInternalServerError
	var known *echo.HTTPError
	if errors.As(err, &known) {
		status = known.Code
	}
	id := ""
	if status >= http.StatusInternalServerError {
		id = c.Response().Header().Get(requestIDHeader)
		s.Log.Error("request failed", "id", id, "path", c.Request().URL.Path, "err", err)
	}
	if strings.HasPrefix(c.Request().URL.Path, apiPrefix) {
		s.failJSON(c, status, id)
		return
	}
	data, err := render(s.problem(c.Request().URL.Path, status, id))
	if err != nil {
		s.Log.Error("error page failed", "id", id, "err", err)
		_ = c.NoContent(http.StatusInternalServerError)
		return
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	_ = c.HTMLBlob(status, data) // a client that has gone needs no answer
}

// problem is the error page for an address: in the language of its first part, else the chooser.
func (s *site) problem(path string, status int, id string) templ.Component {
	lang, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	front := s.pages[frontPath(lang)]
	if front == nil {
		return view.ChooserPage(s.chooser(false))
	}
	kind := "fault"
	switch status {
	case http.StatusNotFound:
		kind = "not_found"
	case http.StatusMethodNotAllowed:
		kind = "method"
	case http.StatusBadRequest:
		kind = "bad_request"
	}
	// The composer of a page without a path makes a frame that is not to be indexed.
	c := s.composer(&page{lang: lang, zone: time.UTC, country: front.country}, s.Now())
	p := view.Problem{Base: c.base(c.T("problem."+kind+".title"), c.T("problem."+kind+".text"), "website"), Heading: c.T("problem." + kind + ".title"), Text: c.T("problem." + kind + ".text")}
	p.Help = append(p.Help, view.Link{Text: c.T("problem.home"), Href: front.path})
	p.Help = append(p.Help, p.Providers...)
	if id != "" {
		p.Request = c.T("problem.request", "ID", id)
	}
	return view.ProblemPage(p)
}

// logPanic turns a panic into the error of its request, with the stack for the log.
func (s *site) logPanic(_ echo.Context, err error, _ []byte) error {
	return fmt.Errorf("panic: %w\n%s", err, debug.Stack())
}
