for (const m of document.querySelectorAll('.message')) {
  if (!navigator.clipboard) break;
  const b = document.createElement('button');
  b.type = 'button';
  b.ariaLive = 'polite';
  b.textContent = m.dataset.copy;
  b.onclick = () => navigator.clipboard.writeText([...m.querySelectorAll('p')].map((p) => p.textContent).join('\n\n')).then(() => { b.textContent = m.dataset.copied; });
  m.append(b);
}
for (const a of document.querySelectorAll('a[hreflang]')) a.onclick = () => { a.hash = location.hash; };
