// Lighthouse on phone settings, the median of five runs of every kind of page:
//   make audit
// Exits 1 when a score is below 100.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { executablePath, flags, serve } from './browser/site.mjs';

const kinds = { chooser: '/', front: '/nb', guide: '/fr/paypal', topic: '/fi/klarna/palauta-tavara', changes: '/nb/paypal/endringer', api: '/fr/api', about: '/nl/over-ons', privacy: '/it/privacy', imprint: '/nb/ansvarlig' };
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const runs = 5;

const site = await serve();
const chrome = await launch({ chromePath: executablePath, chromeFlags: ['--headless=new', ...flags] });
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];
let below = 0;
console.log(['page', ...categories, 'LCP ms', 'CLS', 'TBT ms'].join('\t'));
for (const [kind, path] of Object.entries(kinds)) {
  const results = [];
  for (let i = 0; i < runs; i++) {
    const { lhr } = await lighthouse(site.url + path, { port: chrome.port, onlyCategories: categories, logLevel: 'silent' });
    results.push(lhr);
  }
  const scores = categories.map((c) => Math.round(100 * median(results.map((r) => r.categories[c].score))));
  const metric = (id) => Number(median(results.map((r) => r.audits[id].numericValue)).toFixed(3));
  console.log([kind, ...scores, metric('largest-contentful-paint'), metric('cumulative-layout-shift'), metric('total-blocking-time')].join('\t'));
  if (scores.some((s) => s < 100)) {
    below++;
    for (const c of categories) for (const ref of results[0].categories[c].auditRefs) {
      const audit = results[0].audits[ref.id];
      if (ref.weight > 0 && audit.score !== null && audit.score < 1) console.log(`  ${c}: ${ref.id}: ${audit.title} ${audit.displayValue ?? ''}`);
    }
  }
}
await chrome.kill();
site.stop();
process.exitCode = below ? 1 : 0;
