// The build step, as a CI job would run it: every script in plugins/ becomes a transfer file in dist/plugins/.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { compile, render } from '@holt/holt';

mkdirSync(new URL('dist/plugins/', import.meta.url), { recursive: true });
let failed = false;
for (const file of readdirSync(new URL('plugins/', import.meta.url)).sort()) {
  const text = readFileSync(new URL(`plugins/${file}`, import.meta.url), 'utf8');
  const compiled = compile({ [file]: text }, { entry: file, level: 2 });
  for (const diagnostic of compiled.diagnostics) console.error(render(diagnostic));
  if (!compiled.ok) failed = true;
  else
    for (const [name, bytes] of compiled.modules)
      writeFileSync(new URL(`dist/plugins/${name}.htf`, import.meta.url), bytes);
}
process.exitCode = failed ? 1 : 0;
