FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG COMMIT=unknown
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.built=${COMMIT}" -o /kontakto ./cmd/kontakto \
    && /kontakto check

FROM scratch
COPY --from=build /kontakto /kontakto
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/kontakto"]
