package web

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// renderTimeout bounds the work for one request; a page takes a few milliseconds.
const renderTimeout = 5 * time.Second

// handler shows every address of the site.
func (s *site) handler() http.Handler {
	e := echo.New()
	e.HTTPErrorHandler = s.fail
	e.Use(
		requestID,
		middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true, LogErrorFunc: s.logPanic}),
		middleware.ContextTimeout(renderTimeout),
	)

	e.GET("/", s.root)
	e.GET("/:lang", s.show)                  // front page
	e.GET("/:lang/:page", s.show)            // guide, its twin in Markdown, or a page about the site
	e.GET("/:lang/:provider/:topic", s.show) // one problem, or what changed

	e.GET("/:lang/"+feedName, s.feed)
	e.GET("/:lang/:provider/"+feedName, s.feed)

	e.GET(guidesPath, s.apiIndex)
	e.GET(guidesPath+"/:provider/:lang", s.apiGuide)
	e.GET(schemaPath, s.apiSchema)

	e.GET("/static/:file", s.asset)
	e.GET("/sitemap.xml", s.sitemap)
	e.GET("/sitemap-:part", s.sitemapPart) // when there are too many pages for one
	e.GET("/robots.txt", s.robots)
	e.GET("/favicon.ico", s.favicon)
	e.GET("/manifest.webmanifest", s.manifest)
	e.GET("/llms.txt", s.llms)
	if s.IndexNowKey != "" {
		e.GET(IndexNowKeyPath(s.IndexNowKey), s.indexNowKey)
	}
	e.GET("/.well-known/security.txt", s.security)
	e.GET("/healthz", s.healthy)
	e.GET("/readyz", s.healthy)

	return secure(properForm(headAsGet(e)))
}
