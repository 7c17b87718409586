// The tour of Holt: `npm start` runs it. Every step is what a host of its own would do, through the public API alone.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compile, createVm, defineInterface, load, provide, render, t, validate } from '@holt/holt';

const here = (name) => new URL(name, import.meta.url);
const title = (text) =>
  console.log(
    `\n\x1b[1m${text}\x1b[0m`.replace(process.env.NO_COLOR || !process.stdout.isTTY ? /\x1b\[\d+m/g : /$^/, ''),
  );

// 1. In CI: a script becomes a transfer file.
function build(name) {
  const compiled = compile(
    { [`${name}.holt`]: readFileSync(here(`${name}.holt`), 'utf8') },
    { entry: `${name}.holt`, level: 2 },
  );
  for (const diagnostic of compiled.diagnostics) console.log(render(diagnostic));
  if (!compiled.ok) process.exit(2);
  mkdirSync(here('out/'), { recursive: true });
  const bytes = compiled.modules.get(name);
  writeFileSync(here(`out/${name}.htf`), bytes);
  console.log(`${name}.holt -> out/${name}.htf, ${bytes.length} bytes`);
}
title('1. Compile to transfer files');
build('discount');
build('hostile');

// 2. In production: the host has the bytes alone. It validates them and sees what they need before anything runs.
title('2. Validate, and see what the plug-in needs');
const bytes = readFileSync(here('out/discount.htf'));
const checked = validate(bytes);
if (!checked.ok) throw new Error(checked.diagnostics[0].message);
const { module } = checked;
for (const { name, major, minor, functions } of module.interfaces) {
  console.log(
    `needs ${module.strings[name]}@${major}.${minor}: ${functions.map((f) => module.strings[f.name]).join(', ')}`,
  );
}
console.log(
  `exports ${module.exports.map((e) => module.strings[e.name]).join(', ')}; identity ${module.semanticId().slice(0, 16)}…`,
);

const damaged = Uint8Array.from(bytes);
damaged[damaged.length >> 1] ^= 0x40;
const refused = validate(damaged);
if (!refused.ok)
  console.log(
    `one bit flipped: refused by rule ${refused.diagnostics[0].rule} at byte ${refused.diagnostics[0].offset}: ${refused.diagnostics[0].message}`,
  );

// 3. The host decides what there is. One declaration types the implementation and is what modules are linked against.
title('3. Run it inside limits');
const catalogue = defineInterface({
  name: 'catalogue',
  version: '1.2.0',
  docs: 'What the shop sells.',
  functions: {
    price: { params: [{ name: 'article', type: t.str }], result: t.optional(t.int), doc: 'Price in cents.' },
  },
});
const log = defineInterface({
  name: 'log',
  version: '1.0.0',
  docs: 'Lines for the operator.',
  functions: { info: { params: [{ name: 'text', type: t.str }], result: t.none, doc: 'Writes a line.' } },
});
const prices = new Map([
  ['tea', 350],
  ['cup', 899],
]);
const interfaces = [
  // This one is asynchronous: the plug-in cannot tell.
  provide(catalogue, { price: async (article) => prices.get(article) ?? null }),
  provide(log, { info: (text) => console.log(`  log: ${text}`) }),
];
const vm = createVm();
const program = (name) => {
  const loaded = load(vm, new Map([['main', readFileSync(here(`out/${name}.htf`))]]));
  if (!loaded.ok) throw new Error(loaded.diagnostics[0].message);
  return loaded.program;
};
const show = (call, result) => {
  if (result.ok) console.log(`${call} = ${String(result.value)}`);
  else if (result.kind === 'error')
    console.log(
      `${call}: guest error ${result.error.kind}: ${result.error.message} (${result.error.trace.map((f) => `${f.function} ${f.file}:${f.line}`).join(' < ')})`,
    );
  else if (result.kind === 'limit') console.log(`${call}: stopped, limit[${result.limit}]: ${result.message}`);
  else console.log(`${call}: refused: ${result.reason}`);
};
const unlinked = program('discount').instantiate();
if (!unlinked.ok) console.log(`without interfaces it is not even linked:\n  ${unlinked.problems.join('\n  ')}`);

const linked = program('discount').instantiate({ interfaces, limits: { fuel: 1_000_000, memory: 4 * 1024 * 1024 } });
if (!linked.ok) throw new Error(linked.problems.join('\n'));
const { instance } = linked;
show(
  'total({tea: 12, cup: 1})',
  await instance.call('total', [
    new Map([
      ['tea', 12],
      ['cup', 1],
    ]),
  ]),
);
show('total({hat: 1})', await instance.call('total', [new Map([['hat', 1]])]));
console.log(`used ${instance.fuelUsed} units of fuel`);

// 4. A hostile plug-in is stopped; nobody else notices.
title('4. Stop a hostile plug-in');
for (const name of ['spin', 'hoard', 'dig', 'catch_all']) {
  const made = program('hostile').instantiate({ limits: { fuel: 5_000_000, memory: 4 * 1024 * 1024 } });
  if (!made.ok) throw new Error(made.problems.join('\n'));
  show(`${name}()`, await made.instance.call(name));
  if (name === 'spin') show('  spin() again', await made.instance.call(name));
}
show('the shop goes on: total({cup: 2})', await instance.call('total', [new Map([['cup', 2]])]));
