// The site, served by its own program on a frozen clock, and a browser to look at it with.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

export const root = new URL('../../', import.meta.url).pathname;
export const languages = ['nb', 'fi', 'fr', 'nl', 'it'];
export const artefacts = root + 'artefacts/';

// A Monday noon on which every fact is fresh.
const now = '2026-11-23T12:00:00+01:00';

export const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// serve starts the program and returns its address and a function that stops it.
export async function serve() {
  const binary = process.env.KONTAKTO_BIN ?? root + 'bin/kontakto';
  const child = spawn(binary, ['-addr', '127.0.0.1:0', '-now', now, '-operator-name', 'Kontakto', '-operator-email', 'post@kontakto.example'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(createInterface(child.stdout), 'line');
  const port = new URL(line.split(' ').pop()).port;
  return { url: `http://localhost:${port}`, stop: () => child.kill() };
}

export const launch = () => chromium.launch({ executablePath, args: flags });

// pages lists every address of the sitemap, and an error page in every language and in none.
export async function pages(url) {
  const sitemap = await (await fetch(url + '/sitemap.xml')).text();
  const listed = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)].map((m) => new URL(m[1]).pathname);
  return [...listed, '/nowhere', ...languages.map((l) => `/${l}/nowhere`)];
}

// guides are the longest pages: every address with a provider and nothing below it that is a guide.
export async function guides(url) {
  const out = [];
  for (const lang of languages) {
    const front = await (await fetch(`${url}/${lang}`)).text();
    for (const m of front.matchAll(new RegExp(`<h2><a href="(/${lang}/[a-z]+)"`, 'g'))) out.push(m[1]);
  }
  return out;
}
