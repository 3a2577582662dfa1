package web

import (
	"crypto/rand"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"kontakto/static"
)

// policy lets a page load this site's own styles, pictures and manifest, run the one script that it knows by
// its hash, and nothing else. Structured data is not script to it.
var policy = "default-src 'none'; script-src " + static.ScriptHash() + "; style-src 'self'; img-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secure sets the headers that every response has.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		h.Set("X-Content-Type-Options", "nosniff")
		next.ServeHTTP(w, r)
	})
}

// properForm sends an address with a trailing slash, doubled slashes, dots or capitals to the one form
// that the site uses.
func properForm(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proper := strings.ToLower(path.Clean("/" + r.URL.Path))
		if proper == r.URL.Path || strings.HasPrefix(r.URL.Path, static.Prefix) {
			next.ServeHTTP(w, r)
			return
		}
		u := *r.URL
		u.Path, u.RawPath = proper, ""
		w.Header().Set("Cache-Control", "public, max-age=3600")
		http.Redirect(w, r, u.RequestURI(), http.StatusMovedPermanently)
	})
}

// headAsGet answers HEAD as GET would be; net/http drops the body.
func headAsGet(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			r = r.Clone(r.Context())
			r.Method = http.MethodGet
		}
		next.ServeHTTP(w, r)
	})
}

const requestIDHeader = "X-Request-Id"

// requestID gives every request an id of the site's own making, to be quoted from error pages; what
// the client sends is never taken over.
func requestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Response().Header().Set(requestIDHeader, rand.Text()[:12])
		return next(c)
	}
}
