// Writes cldr.json, what CLDR says of dates, numbers and lists, by way of Node's Intl:
//   node locales/testdata/cldr.mjs > locales/testdata/cldr.json
const langs = ['nb', 'fi', 'fr', 'nl', 'it'];
const days = ['2026-01-01', '2026-02-08', '2026-03-31', '2026-04-10', '2026-05-17', '2026-06-02', '2026-07-14', '2026-08-01', '2026-09-09', '2026-10-04', '2026-11-23', '2026-12-06'];
const numbers = [0, 7, 999, 1234, 12345, 1234567];
const out = { cldr: process.versions.cldr, langs: {} };
for (const lang of langs) {
  const date = (options) => Object.fromEntries(days.map((d) => [d, new Intl.DateTimeFormat(lang, { timeZone: 'UTC', ...options }).format(new Date(d))]));
  out.langs[lang] = {
    medium: date({ dateStyle: 'medium' }),
    long: date({ dateStyle: 'long' }),
    weekday: date({ weekday: 'long' }),
    short: date({ weekday: 'short' }),
    numbers: Object.fromEntries(numbers.map((n) => [n, new Intl.NumberFormat(lang).format(n)])),
    eur: new Intl.NumberFormat(lang, { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 }).format(1234),
    list: ['A', 'B', 'C'].map((_, i, all) => new Intl.ListFormat(lang).format(all.slice(0, i + 1))),
    plural: Object.fromEntries([0, 1, 2, 5, 21, 1000000].map((n) => [n, new Intl.PluralRules(lang).select(n)])),
  };
}
console.log(JSON.stringify(out, null, 1));
