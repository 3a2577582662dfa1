.PHONY: run test browser audit check oracles generate bench fuzz

# Serve the site on http://localhost:8080.
run:
	go run ./cmd/kontakto

# Everything that must hold. The oracles are independent implementations that tests compare with; they
# are npm packages and not part of the site.
test: check oracles
	node .ci/oracle/schemaorg.mjs | diff - web/testdata/schemaorg.json
	KONTAKTO_ORACLE=required go test -race ./...
	go test ./web -run TestPagesHold -instants 10000
	$(MAKE) browser

# The site in a real browser: accessibility, keyboard, paper, weight, markup. Screenshots stay in artefacts/.
browser: oracles bin/kontakto
	node --test .ci/browser/

# Lighthouse on phone settings, every kind of page, median of five.
audit: oracles bin/kontakto
	node .ci/audit.mjs

.PHONY: bin/kontakto
bin/kontakto:
	go build -o $@ ./cmd/kontakto

oracles: .ci/node_modules/.package-lock.json

.ci/node_modules/.package-lock.json: .ci/package-lock.json
	npm ci --prefix .ci --ignore-scripts

# What needs no test run: generated code in step, formatting, vet, linter, the content.
check:
	go tool templ fmt -fail web/view
	go tool templ generate
	go run ./cmd/pictures
	git diff --exit-code -- web/view static
	test -z "$$(gofmt -l cmd content locales static web)"
	go vet ./...
	go tool staticcheck ./...
	go run ./cmd/kontakto check

# Write the Go code of the templ components, and the Open Graph pictures.
generate:
	go tool templ fmt web/view
	go tool templ generate
	go run ./cmd/pictures

# How long a page takes, drawn anew and from the cache.
bench:
	go test -run '^$$' -bench . -benchmem ./web

# Feed the parsers nonsense.
fuzz:
	go test ./content/hours -run '^$$' -fuzz FuzzParse -fuzztime 10m
	go test ./content -run '^$$' -fuzz FuzzPage -fuzztime 2m
