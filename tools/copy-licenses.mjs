/** Before packing: puts the two license texts, which are kept once at the root, into the package at hand. */
import { copyFileSync } from 'node:fs';

for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) {
  copyFileSync(new URL(`../${name}`, import.meta.url), name);
}
