// How pages behave in a real browser: narrow screens, large text, no script, the keyboard, paper, weight.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { guides, languages, launch, pages, serve } from './site.mjs';

const firstResponse = 14 * 1024; // bytes of HTML and style sheet, compressed
const wholePage = 30 * 1024;

let site, browser, paths;
before(async () => {
  site = await serve();
  browser = await launch();
  paths = await pages(site.url);
});
after(async () => {
  await browser?.close();
  site?.stop();
});

// each opens every address in a context and collects what look finds wrong.
async function each(list, options, look) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  for (const path of list) {
    await page.goto(site.url + path);
    const fault = await look(page, path);
    if (fault) faults.push(`${path}: ${fault}`);
  }
  await context.close();
  assert.deepEqual(faults, []);
}

const overflow = (page) => page.evaluate(() => {
  if (document.documentElement.scrollWidth <= innerWidth) return '';
  const wide = [...document.querySelectorAll('body *')].find((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.matches('.skip, thead, thead *'));
  return `scrolls sideways: ${wide?.outerHTML.slice(0, 200)}`;
});

test('nothing scrolls sideways at 320 px, with everything unfolded', () =>
  each(paths, { viewport: { width: 320, height: 640 } }, async (page) => {
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
    return overflow(page);
  }));

test('nothing scrolls sideways or is cut off with text twice as large', () =>
  each(paths, { viewport: { width: 640, height: 900 } }, async (page) => {
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    return overflow(page);
  }));

test('the first screen of a phone has the notice, the quickest way and the number or why there is none', async () => {
  const list = await guides(site.url);
  assert.ok(list.length >= 10, `${list.length} guides`);
  await each(list, { viewport: { width: 360, height: 640 } }, (page) => page.evaluate(() => {
    const low = ['.notice', 'h1', '.answer dd .way', '.answer dl > div:last-child dd'].filter((s) => {
      const box = document.querySelector(s)?.getBoundingClientRect();
      return !box || box.height === 0 || box.top > innerHeight - 24;
    });
    return low.length ? `below the first screen: ${low}` : '';
  }));
});

test('pages are whole without script, and the script only adds', async () => {
  const text = async (javaScriptEnabled, path) => {
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(site.url + path);
    const main = await page.locator('main').innerText();
    await context.close();
    return main;
  };
  for (const path of await guides(site.url)) {
    const [plain, scripted] = [await text(false, path), await text(true, path)];
    assert.ok(plain.length > 5000, `${path}: ${plain.length} characters without script`);
    assert.ok(scripted.length >= plain.length && scripted.length < plain.length + 200, path);
  }
});

test('the button copies the opening message', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  for (const path of await guides(site.url)) {
    await page.goto(site.url + path);
    const message = page.locator('.message').first();
    const words = (await message.locator('p').allTextContents()).join('\n\n');
    const button = message.locator('button');
    const before = await button.innerText();
    await button.click();
    await page.waitForFunction((b) => document.querySelector('.message button').textContent !== b, before);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words, path);
  }
  await context.close();
});

test('changing the language keeps the place', async () => {
  const page = await browser.newPage();
  await page.goto(site.url + '/nb/klarna#complain');
  await page.locator('.languages a[hreflang=it]').click();
  await page.waitForURL('**/it/klarna#complain');
  await page.close();
});

test('the policy stops nothing that the pages need', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on('console', (m) => { if (m.type() === 'error' && !m.text().includes('404')) errors.push(m.text()); });
  page.on('pageerror', (e) => errors.push(String(e)));
  for (const path of paths) await page.goto(site.url + path);
  await context.close();
  assert.deepEqual(errors, []);
});

test('the keyboard alone walks through every kind of page', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 }, reducedMotion: 'reduce' });
  for (const path of ['/', '/nb', '/nb/klarna', '/fi/paypal', '/it/klarna/fare-un-reso', '/fr/nowhere']) {
    await page.goto(site.url + path);
    const wanted = await page.evaluate(() => [...document.querySelectorAll('a[href], summary, button')].filter((e) => e.checkVisibility({ contentVisibilityAuto: true })).length);
    const seen = new Set();
    for (let i = 0; i < wanted + 5; i++) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const e = document.activeElement;
        if (e === document.body) return null;
        const style = getComputedStyle(e);
        const box = e.getBoundingClientRect();
        return { name: `${e.tagName} ${e.textContent.trim().slice(0, 40)} ${e.getAttribute('href') ?? ''} ${[...document.querySelectorAll('*')].indexOf(e)}`, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 1, visible: box.bottom > 0 && box.top < innerHeight };
      });
      if (!at) break;
      assert.ok(at.ring, `${path}: no focus ring on ${at.name}`);
      assert.ok(at.visible, `${path}: the focus is off the screen on ${at.name}`);
      seen.add(at.name);
    }
    assert.equal(seen.size, wanted, `${path}: the keyboard reaches ${seen.size} of ${wanted}`);
  }
  await page.goto(site.url + '/nb/klarna');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(new URL(page.url()).hash, '#main', 'the first stop skips to the content');
  await page.goto(site.url + '/nb');
  await page.locator('.entry h2 a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/nb/klarna');
  await page.locator('.languages a[hreflang=fi]').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/fi/klarna');
  await page.locator('.contents summary').focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('.contents li a').first().isVisible(), 'the contents unfold');
  await page.close();
});

test('what is tapped is 44 px high', () =>
  each(paths, { viewport: { width: 360, height: 640 } }, (page) => page.evaluate(() => {
    const controls = [...document.querySelectorAll('.top a, .bottom a, .answer a:not(.mark, .dispute), .choices a, summary, button, .card a[href^=tel]')];
    const small = controls.filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.5);
    return small.length ? `too small: ${small.slice(0, 3).map((e) => e.outerHTML.slice(0, 100))}` : '';
  })));

test('every guide prints on one sheet with its number, checklist, ladder and sources', async () => {
  const page = await browser.newPage();
  for (const path of await guides(site.url)) {
    await page.goto(site.url + path);
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.answer', '#phone', '#prepare', '#complain', '.sources li']) {
      assert.ok(await page.locator(part).first().evaluate((e) => e.checkVisibility()), `${path}: ${part} is not printed`);
    }
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    assert.equal(sheets, 1, `${path} prints on ${sheets} sheets`);
  }
  await page.close();
});

test('pages are light: first response, whole page, requests, no shift', async () => {
  for (const path of paths) {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    const sizes = {};
    const client = await context.newCDPSession(page);
    await client.send('Network.enable');
    const types = {};
    client.on('Network.responseReceived', (e) => { types[e.requestId] = e.response.url; });
    client.on('Network.loadingFinished', (e) => { sizes[types[e.requestId]] = e.encodedDataLength; });
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((l) => l.getEntries().forEach((e) => { window.shift += e.value; })).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(site.url + path, { waitUntil: 'networkidle' });
    const shift = await page.evaluate(() => window.shift);
    const compressed = async (u) => Number((await fetch(u, { headers: { 'accept-encoding': 'br' } })).headers.get('content-length'));
    const html = await compressed(site.url + path);
    const css = await compressed(Object.keys(sizes).find((u) => u.endsWith('.css')));
    const total = Object.values(sizes).reduce((n, s) => n + s, 0);
    assert.ok(Object.keys(sizes).length <= 3, `${path}: ${Object.keys(sizes).length} requests`);
    assert.ok(html + css <= firstResponse, `${path}: ${html} + ${css} bytes in the first response`);
    assert.ok(total <= wholePage, `${path}: ${total} bytes`);
    assert.equal(shift, 0, `${path}: layout shift ${shift}`);
    await context.close();
  }
});

test('headings nest, landmarks are named, tables have headers', () =>
  each(paths, {}, (page) => page.evaluate(() => {
    const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map((h) => Number(h.tagName[1]));
    if (levels[0] !== 1) return 'the first heading is not the h1';
    for (let i = 1; i < levels.length; i++) if (levels[i] > levels[i - 1] + 1) return `h${levels[i]} follows h${levels[i - 1]}`;
    const navs = [...document.querySelectorAll('nav')].map((n) => n.getAttribute('aria-label'));
    if (navs.some((n) => !n) || new Set(navs).size !== navs.length) return `navigations are named ${navs}`;
    for (const t of document.querySelectorAll('table')) if (!t.querySelector('th[scope]')) return 'a table has no headers';
    return '';
  })));

test('the chooser leads to every language', async () => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(site.url + '/');
  assert.deepEqual((await page.locator('.choices a').evaluateAll((l) => l.map((a) => a.lang))).sort(), [...languages].sort());
  await context.close();
});
