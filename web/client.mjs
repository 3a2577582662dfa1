const { guides } = await (await fetch('$API')).json();
const { api } = guides.find((g) => g.provider === '$PROVIDER' && g.lang === '$LANG');
const guide = await (await fetch(api)).json();
for (const channel of guide.channels) {
  const confirmed = channel.grade === 'official' && !channel.overdue;
  console.log(channel.kind, channel.status, channel.hours?.state ?? '-');
  if (channel.value && confirmed) console.log('  ', channel.display ?? channel.value);
}
console.log(guide.url, guide.updated);
