/**
 * The top level of each module: which names it declares and exports, and what its imports mean.
 * All modules are declared before any is linked, so that imports may form cycles.
 */
import { namesMessages } from '@holt/diagnostics';
import type {
  DeclareStatement,
  ExportFromStatement,
  ExternStatement,
  FnStatement,
  FromImportStatement,
  Ident,
  ImportName,
  ImportStatement,
  Place,
  Statement,
} from '@holt/syntax';
import { factsOf } from './class-facts.ts';
import type { DraftGlobal, DraftModule } from './draft.ts';
import type { Binding, ImportedName, ModuleLink, Requirement, Role } from './model.ts';
import type { BoundName } from './pattern-names.ts';
import { forEachBound } from './pattern-names.ts';
import { reportRedeclared } from './redeclared.ts';

/** Declares the names of a module's top level. */
export function declareTop(module: DraftModule): void {
  for (const statement of module.tree.body) declareStatement(module, statement);
}

function declareStatement(module: DraftModule, statement: Statement): void {
  switch (statement.kind) {
    case 'declare':
      declarePattern(module, statement);
      return;
    case 'const':
      addGlobal(module, statement.name, 'constant', statement, statement.end, statement.exported);
      return;
    case 'fn':
      addGlobal(module, statement.name, 'function', statement, 0, statement.exported);
      return;
    case 'class':
      addGlobal(module, statement.name, 'class', statement, 0, statement.exported);
      module.classFacts.set(statement, factsOf(statement, module.file));
      return;
    case 'struct':
    case 'enum':
      addGlobal(module, statement.name, statement.kind, statement, 0, statement.exported);
      return;
    case 'type':
      addType(module, statement.name, statement.exported);
      return;
    case 'global':
      addShared(module, statement.name, statement.value !== null, statement.end);
      return;
    case 'extern':
      addInterface(module, statement);
      return;
    case 'import':
      addImport(module, statement);
      return;
    case 'from-import':
      addFromImport(module, statement);
      return;
    case 'export-from':
      addExportFrom(module, statement);
      return;
    default:
  }
}

/** Names that stand twice in one pattern are reported where the pattern is resolved. */
function declarePattern(module: DraftModule, statement: DeclareStatement): void {
  const seen = new Set<string>();
  forEachBound(statement.target, (node) => {
    if (!seen.has(node.name)) addGlobal(module, node, 'variable', statement, statement.end, statement.exported);
    seen.add(node.name);
  });
}

/** Adds a name unless the top level has it already. */
function add(module: DraftModule, name: string, place: Place, visibleFrom: number, binding: Binding): boolean {
  const before = module.topNames.get(name);
  if (before !== undefined) {
    reportRedeclared(module.report, name, place, before.place, declarationsOf(before.binding, binding));
    return false;
  }
  module.topNames.set(name, { binding, visibleFrom, place });
  return true;
}

function declarationsOf(before: Binding, now: Binding): [FnStatement, FnStatement] | null {
  if (before.kind !== 'global' || now.kind !== 'global') return null;
  const [first, second] = [before.declaration, now.declaration];
  return first?.kind === 'fn' && second?.kind === 'fn' ? [first, second] : null;
}

function addGlobal(
  module: DraftModule,
  node: BoundName,
  role: Role,
  declaration: Statement,
  visibleFrom: number,
  exported: boolean,
): void {
  const global: DraftGlobal = {
    kind: 'global',
    name: node.name,
    place: node,
    role,
    index: module.globals.length,
    declaration,
    module,
    assigned: false,
    exported,
  };
  if (!add(module, node.name, node, visibleFrom, global)) return;
  module.globals.push(global);
  if (exported) exportName(module, node.name, node, global);
}

function addType(module: DraftModule, name: Ident, exported: boolean): void {
  const type = { kind: 'type', name: name.name, place: name } as const;
  if (add(module, name.name, name, 0, type) && exported) exportName(module, name.name, name, type);
}

function addShared(module: DraftModule, name: Ident, defines: boolean, visibleFrom: number): void {
  const shared = { kind: 'shared', name: name.name, place: name, index: module.shared.length, defines } as const;
  if (add(module, name.name, name, visibleFrom, shared)) module.shared.push(shared);
}

function addInterface(module: DraftModule, node: ExternStatement): void {
  const requirement = parseRequirement(node.requirement);
  const name = node.alias?.name ?? requirement?.name.split(':').at(-1) ?? '';
  const place = node.alias ?? node.requirementPlace;
  if (requirement === null) {
    module.report.add(namesMessages.badRequirement({ found: node.requirement }), node.requirementPlace);
    if (node.alias !== null) add(module, name, place, node.end, { kind: 'unknown', name });
    return;
  }
  if (!/^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name)) {
    module.report.add(namesMessages.importNeedsName({ name, keyword: 'extern' }), place);
    return;
  }
  const host = { kind: 'interface', name, place, node, requirement } as const;
  if (add(module, name, place, 0, host)) module.interfaces.push(host);
}

/** Reads `ns:fs@1.2`; the minor version may be left out. */
function parseRequirement(text: string): Requirement | null {
  const match = /^((?:[a-z][a-z0-9_-]*:)*[A-Za-z_][\w-]*)@(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) return null;
  return { name: match[1] ?? '', major: Number(match[2]), minor: Number(match[3] ?? 0) };
}

function addImport(module: DraftModule, statement: ImportStatement): void {
  const node = statement.alias ?? statement.path.parts.at(-1);
  if (node === undefined) return;
  const source = module.imports.get(statement);
  const binding: Binding = source === undefined ? { kind: 'unknown', name: node.name } : { kind: 'module', source };
  add(module, node.name, node, statement.end, binding);
}

function addFromImport(module: DraftModule, statement: FromImportStatement): void {
  const source = module.imports.get(statement);
  for (const item of statement.names) {
    const node = item.alias ?? item.name;
    const binding: Binding =
      source === undefined
        ? { kind: 'unknown', name: node.name }
        : { kind: 'import', name: item.name.name, source, target: null };
    add(module, node.name, node, statement.end, binding);
  }
}

function addExportFrom(module: DraftModule, statement: ExportFromStatement): void {
  const source = module.imports.get(statement);
  for (const item of statement.names) {
    const node = item.alias ?? item.name;
    const binding: Binding =
      source === undefined
        ? { kind: 'unknown', name: node.name }
        : { kind: 'import', name: item.name.name, source, target: null };
    exportName(module, node.name, node, binding);
  }
}

function exportName(module: DraftModule, name: string, place: Place, binding: Binding): void {
  if (name.startsWith('_')) {
    module.report.add(namesMessages.privateExport({ name }), place);
    return;
  }
  const before = module.exported.get(name);
  if (before !== undefined) reportRedeclared(module.report, name, place, before.place, null);
  else module.exported.set(name, { binding, visibleFrom: 0, place });
}

/** Links what the imports of a module name, once all modules have been declared. */
export function linkImports(module: DraftModule): void {
  for (const statement of module.tree.body) {
    if (statement.kind === 'from-import')
      for (const item of statement.names)
        link(module, item, module.topNames.get((item.alias ?? item.name).name)?.binding ?? null);
    if (statement.kind === 'export-from')
      for (const item of statement.names)
        link(module, item, module.exported.get((item.alias ?? item.name).name)?.binding ?? null);
  }
  for (const [name, { binding }] of module.exported)
    if (binding.kind === 'global' || binding.kind === 'import') module.exports.set(name, binding);
}

function link(module: DraftModule, item: ImportName, binding: Binding | null): void {
  if (binding?.kind !== 'import' || binding.name !== item.name.name) return;
  const found = findExport(module, binding.source, item.name);
  if (found?.kind === 'global') (binding as { target: ImportedName['target'] }).target = found;
  else if (found?.kind === 'type' || found === null) replace(module, item, found);
}

/** A type or an unknown name takes the place of an import that has no value. */
function replace(module: DraftModule, item: ImportName, found: Binding | null): void {
  const name = (item.alias ?? item.name).name;
  const binding: Binding = found ?? { kind: 'unknown', name };
  const top = module.topNames.get(name);
  if (top?.binding.kind === 'import') module.topNames.set(name, { ...top, binding });
  const exported = module.exported.get(name);
  if (exported?.binding.kind === 'import') module.exported.set(name, { ...exported, binding });
}

/** What a module exports by a name, through all re-exports. Reports names that are missing or private. */
export function findExport(module: DraftModule, source: ModuleLink, name: Ident): Binding | null {
  if (name.name.startsWith('_')) {
    module.report.add(namesMessages.privateName({ name: name.name, module: source.name }), name);
    return null;
  }
  const seen = new Set<ModuleLink['module']>();
  let link = source;
  let wanted = name.name;
  for (;;) {
    if (link.library !== null) {
      if (link.library.has(wanted)) return { kind: 'import', name: wanted, source: link, target: null };
      return missing(module, link, name, [...link.library]);
    }
    const from = link.module as DraftModule | null;
    const found = from?.exported.get(wanted)?.binding;
    if (from === null || found === undefined) return missing(module, link, name, [...(from?.exported.keys() ?? [])]);
    if (found.kind !== 'import') return found.kind === 'unknown' ? null : found;
    if (seen.has(from)) {
      module.report.add(namesMessages.circularExport({ name: name.name, module: source.name }), name);
      return null;
    }
    seen.add(from);
    link = found.source;
    wanted = found.name;
  }
}

function missing(module: DraftModule, source: ModuleLink, name: Ident, exported: string[]): null {
  const other = source.module as DraftModule | null;
  const message = namesMessages.missingExport({ name: name.name, module: source.name });
  const near = module.report.suggest(name.name, exported);
  let hint: string;
  if (other?.topNames.has(name.name))
    hint = `\`${name.name}\` is declared there; write \`export\` in front of its declaration`;
  else if (near !== null) hint = `Did you mean \`${near}\`?`;
  else
    hint =
      exported.length === 0
        ? 'It exports nothing'
        : `It exports ${exported
            .slice(0, 8)
            .map((one) => `\`${one}\``)
            .join(', ')}`;
  module.report.add(message, name, { hint });
  return null;
}
