// Writes the terms of schema.org that the test of the structured data needs, as JSON: for each type that
// the site uses, the types above it and its own properties with the types of value that they take.
//
//   node .ci/oracle/schemaorg.mjs > web/testdata/schemaorg.json
import { readFileSync } from 'node:fs';

const used = ['WebSite', 'WebPage', 'Article', 'FAQPage', 'Question', 'Answer', 'BreadcrumbList', 'ListItem', 'Organization', 'ContactPoint', 'OpeningHoursSpecification', 'Country'];

const source = readFileSync(new URL('../node_modules/schema-dts/dist/schema.d.ts', import.meta.url), 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, ''); // comments have braces too

// A type's properties stand in an interface called after it, with Base; one that adds none has only a Leaf.
const interfaces = new Map();
for (const [, name, parents, body] of source.matchAll(/^(?:export )?interface (\w+?)(?:Base|Leaf) extends ([^{]+) \{([^}]*)\}/gm)) {
  const entry = interfaces.get(name) ?? { parents: new Set(), properties: {} };
  interfaces.set(name, entry);
  for (const parent of parents.split(/,\s*/)) {
    const above = parent.match(/^(\w+)Base$/)?.[1];
    if (above && above !== name && !above.includes('_')) entry.parents.add(above);
  }
  for (const [, property, values] of body.matchAll(/"(\w+)"\?: SchemaValue<([^,]+), "/g)) {
    entry.properties[property] = values.split(' | ').filter((v) => v !== 'IdReference');
  }
}

function above(name) {
  return [...new Set([...interfaces.get(name).parents].flatMap((p) => [p, ...above(p)]))];
}

const out = {};
for (const name of [...used, ...used.flatMap(above)].sort()) {
  const { properties } = interfaces.get(name);
  out[name] = { above: above(name).sort(), properties };
}
// one line a type, so that a change is read as one
console.log('{\n' + Object.entries(out).map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`).join(',\n') + '\n}');
