package web

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// contactPoints returns the contact points in the structured data of a page.
func contactPoints(t *testing.T, d *document) []map[string]any {
	t.Helper()
	var data struct {
		Graph []struct {
			About struct {
				ContactPoint []map[string]any `json:"contactPoint"`
			} `json:"about"`
		} `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(d.all("script")[0].FirstChild.Data), &data); err != nil {
		t.Fatal(err)
	}
	for _, node := range data.Graph {
		if node.About.ContactPoint != nil {
			return node.About.ContactPoint
		}
	}
	return nil
}

// Hours reach the structured data only when they are confirmed, and then as the table shows them.
func TestHoursAvailable(t *testing.T) {
	files := tree(t)
	const name = "klarna/facts/it.yaml"
	christmas := &clock{time.Date(2026, 12, 20, 12, 0, 0, 0, time.UTC)}
	d := parse(t, "", get(serve(t, files, christmas, owner), "/it/klarna").Body.String())
	points := contactPoints(t, d)
	if len(points) == 0 || points[0]["telephone"] != "+390237921240" || points[0]["hoursAvailable"] != nil {
		t.Fatalf("with reported hours: %v", points)
	}

	old := `{value: "Mo-Fr 09:00-17:00; PH off", sources: [numeri`
	data := string(files[name].Data)
	if !strings.Contains(data, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(data, old, `{value: "Mo-Fr 09:00-17:00; PH off", sources: [credit-sheet, numeri`, 1))}
	d = parse(t, "", get(serve(t, files, christmas, owner), "/it/klarna").Body.String())
	text, err := json.Marshal(contactPoints(t, d)[0]["hoursAvailable"])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"closes":"17:00","dayOfWeek":["Monday"],"opens":"09:00"`,
		`"closes":"00:00","opens":"00:00","validFrom":"2026-12-25","validThrough":"2026-12-25"`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("hoursAvailable is %s, want %s in it", text, want)
		}
	}
}
