document.querySelectorAll('.message').forEach(m => {
  if (!navigator.clipboard) return;
  const b = m.appendChild(document.createElement('button'));
  b.ariaLive = 'polite';
  b.textContent = m.dataset.copy;
  b.onclick = () => navigator.clipboard.writeText([...m.querySelectorAll('p,code')].map(p => p.textContent).join('\n\n')).then(() => b.textContent = m.dataset.copied);
});
document.querySelectorAll('a[hreflang]').forEach(a => a.onclick = () => a.hash = location.hash);
