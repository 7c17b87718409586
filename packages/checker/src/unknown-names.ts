/**
 * What is said about a name that means nothing, and words for what names mean.
 */
import { namesMessages } from '@holt/diagnostics';
import type { Place } from '@holt/syntax';
import { habits } from './habits-table.ts';
import type { Binding } from './model.ts';
import type { Resolver } from './resolver.ts';

/** A name and where it stands. */
interface Named extends Place {
  readonly name: string;
}

/** Reports a name that is read but means nothing. */
export function reportUnknown(resolver: Resolver, node: Named): void {
  const { name } = node;
  const { report } = resolver;
  if (name === '_') {
    report.add(namesMessages.unknownName({ name }), node, {
      hint: '`_` discards what it is given and cannot be read',
    });
    return;
  }
  if (name === 'self') {
    report.add(namesMessages.selfOutsideMethod(), node);
    return;
  }
  if (reportEarly(resolver, node)) return;
  const hint = hintFor(resolver, name);
  report.add(namesMessages.unknownName({ name }), node, hint === null ? {} : { hint });
}

/** Reports an assignment to a name that is not declared. */
export function reportUndeclared(resolver: Resolver, node: Named): void {
  if (reportEarly(resolver, node)) return;
  const near = resolver.report.suggest(node.name, assignable(resolver));
  const declare = `\`${node.name} := …\` declares it`;
  resolver.report.add(namesMessages.assignUndeclared({ name: node.name }), node, {
    hint: near === null ? declare : `Did you mean \`${near}\`? If not, ${declare}`,
  });
}

/** A name of the top level that its own code uses further up. */
function reportEarly(resolver: Resolver, node: Named): boolean {
  const top = resolver.module.topNames.get(node.name);
  if (top === undefined) return false;
  if (node.start > top.place.start) {
    resolver.report.add(namesMessages.unknownName({ name: node.name }), node, {
      hint: `\`${node.name}\` is known only behind the statement that declares it`,
    });
    return true;
  }
  const line = resolver.report.lineOf(top.place.start);
  resolver.report.add(namesMessages.usedBeforeDeclared({ name: node.name, line }), node, {
    notes: [resolver.report.note(`\`${node.name}\` is declared here`, top.place)],
  });
  return true;
}

function hintFor(resolver: Resolver, name: string): string | null {
  const habit = habits.get(name);
  if (habit !== undefined) return habit;
  const near = resolver.report.suggest(name, visible(resolver));
  return near === null ? null : `Did you mean \`${near}\`?`;
}

function* visible(resolver: Resolver): Iterable<string> {
  yield* resolver.names.visible();
  yield* resolver.module.topNames.keys();
  yield* resolver.prelude.names();
}

function* assignable(resolver: Resolver): Iterable<string> {
  for (const name of resolver.names.visible()) if (!isFixed(resolver.names.find(name))) yield name;
  for (const [name, { binding }] of resolver.module.topNames) if (!isFixed(binding)) yield name;
}

/** Whether a binding cannot be assigned. */
export function isFixed(binding: Binding | null): boolean {
  if (binding?.kind === 'shared') return false;
  if (binding?.kind !== 'local' && binding?.kind !== 'global') return true;
  return (
    binding.role === 'constant' ||
    binding.role === 'function' ||
    binding.role === 'class' ||
    binding.role === 'struct' ||
    binding.role === 'enum'
  );
}

/** What a binding is, in words: `a constant`. */
export function describeBinding(binding: Binding): string {
  switch (binding.kind) {
    case 'local':
    case 'global':
      return `${binding.role === 'enum' || binding.role === 'error variable' ? 'an' : 'a'} ${binding.role}`;
    case 'shared':
      return 'a shared name';
    case 'import':
      return `imported from \`${binding.source.name}\``;
    case 'module':
      return 'a module';
    case 'builtin':
      return 'part of the prelude';
    case 'interface':
      return 'a host interface';
    case 'host':
      return 'a host function';
    case 'type':
      return 'a type';
    case 'unknown':
      return 'unknown';
  }
}
