// Markup and style sheet through the Nu checker: no error, no warning, on every page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRequire } from 'node:module';
import { pages, serve } from './site.mjs';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

let site, dir;
before(async () => {
  site = await serve();
  dir = mkdtempSync(join(tmpdir(), 'markup-'));
});
after(() => {
  site?.stop();
  rmSync(dir, { recursive: true });
});

// check runs the checker over files and returns its messages.
function check(files, ...options) {
  const args = ['-Xss4m', '-jar', jar, '--format', 'json', '--exit-zero-always', '--stdout', ...options, ...files];
  const { messages } = JSON.parse(execFileSync('java', args, { maxBuffer: 1 << 28 }));
  return messages.map((m) => `${m.url?.split('/').pop()}:${m.lastLine ?? ''}: ${m.message}`);
}

test('markup', async () => {
  const files = [];
  for (const path of await pages(site.url)) {
    const file = join(dir, (path.slice(1).replaceAll('/', '_') || 'chooser') + '.html');
    writeFileSync(file, await (await fetch(site.url + path)).text());
    files.push(file);
  }
  assert.deepEqual(check(files), []);
});

test('style sheet', async () => {
  const html = await (await fetch(site.url + '/nb')).text();
  const css = await (await fetch(site.url + html.match(/\/static\/site\.[0-9a-f]+\.css/)[0])).text();
  const file = join(dir, 'site.css');
  writeFileSync(file, css);
  assert.deepEqual(check([file], '--css'), []);
});
