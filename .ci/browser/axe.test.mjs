// No page has an accessibility fault that axe knows: WCAG 2.0 to 2.2, A and AA, and best practice; in
// every language, on phone and desktop, in light and dark. A picture of each is kept.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { artefacts, launch, pages, serve } from './site.mjs';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
const screens = { phone: { width: 360, height: 640 }, desktop: { width: 1280, height: 900 } };

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
  mkdirSync(artefacts + 'screenshots', { recursive: true });
});
after(async () => {
  await browser?.close();
  site?.stop();
});

for (const [screen, viewport] of Object.entries(screens)) {
  for (const colorScheme of ['light', 'dark']) {
    test(`${screen}, ${colorScheme}`, async () => {
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      const faults = [];
      for (const path of await pages(site.url)) {
        await page.goto(site.url + path);
        await page.screenshot({ path: `${artefacts}screenshots/${path.slice(1).replaceAll('/', '_') || 'chooser'}-${screen}-${colorScheme}.png`, fullPage: true });
        await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
        const { violations } = await new AxeBuilder({ page }).withTags(tags).options({ rules: { 'target-size': { enabled: true } } }).analyze();
        for (const v of violations) faults.push(`${path}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 150)).join(' | ')}`);
      }
      await context.close();
      assert.deepEqual(faults, []);
    });
  }
}
