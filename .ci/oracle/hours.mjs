// Answers for the differential test of content/hours. Reads one JSON object from standard input,
//   {"country": "no", "from": ISO, "to": ISO, "specs": [...]}
// and writes, in the same order, what opening_hours says of each: [[from, to, unknown], ...] in
// milliseconds; and the public holidays of date-holidays in those years. Runs under TZ=zone.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import Holidays from 'date-holidays';

const OpeningHours = createRequire(import.meta.url)('opening_hours');
const { country, from, to, specs } = JSON.parse(readFileSync(0, 'utf8'));
const place = { lat: 0, lon: 0, address: { country_code: country, state: '' } };
const [begin, end] = [new Date(from), new Date(to)];

const intervals = (spec) =>
  new OpeningHours(spec, place).getOpenIntervals(begin, end).map(([a, b, unknown]) => [a.getTime(), b.getTime(), unknown]);

const days = (list) => list.map(([a, b]) => {
  const out = [];
  for (let d = new Date(a); d < b; d.setDate(d.getDate() + 1)) {
    out.push(`${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}`);
  }
  return out;
}).flat();

const calendar = new Holidays(country.toUpperCase());
const holidays = [];
for (let year = begin.getFullYear(); year < end.getFullYear(); year++) {
  for (const h of calendar.getHolidays(year)) {
    if (h.type === 'public') holidays.push(h.date.slice(0, 10));
  }
}

process.stdout.write(JSON.stringify({
  intervals: specs.map(intervals),
  holidays,
  oshHolidays: days(intervals('PH 00:00-24:00')),
}));
