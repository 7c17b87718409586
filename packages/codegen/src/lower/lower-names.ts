/**
 * Reading what names mean.
 */
import type { Binding } from '@holt/checker';
import type { SuperExpr } from '@holt/syntax';
import type { FunctionLowering } from './lowering.ts';
import { anywhere } from './lowering.ts';
import type { Reg } from './registers.ts';

/** Reads what a name means. */
export function readBinding(f: FunctionLowering, binding: Binding, target: Reg, at: number): Reg {
  if (binding.kind === 'local') return f.readLocal(binding, target, at);
  const dst = f.dst(target);
  const { tables } = f.module;
  switch (binding.kind) {
    case 'global':
      f.emit({ op: 'load_global', at, dst, global: binding.index });
      return dst;
    case 'shared':
      f.emit({ op: 'load_shared', at, dst, shared: binding.index });
      return dst;
    case 'import': {
      const instruction = { op: 'load_import' as const, at, dst, import: 0 };
      tables.useImport(binding.source, binding.name, (index) => {
        instruction.import = index;
      });
      f.emit(instruction);
      return dst;
    }
    case 'module':
      f.emit({ op: 'load_module', at, dst, module: tables.module(binding.source) });
      return dst;
    case 'builtin':
      f.emit({ op: 'load_builtin', at, dst, builtin: tables.builtin(binding.name) });
      return dst;
    case 'host': {
      const instruction = { op: 'load_host' as const, at, dst, host: 0 };
      tables.useHost(binding, (index) => {
        instruction.host = index;
      });
      f.emit(instruction);
      return dst;
    }
    case 'interface':
    case 'type':
    case 'unknown':
      throw new Error(`the name ${binding.name} has no value`);
  }
}

/** A method of the parent class, bound to `self`. */
export function readSuper(f: FunctionLowering, node: SuperExpr, name: string, at: number): Reg {
  const hidden = f.module.resolved.superUses.get(node);
  if (hidden !== undefined) return f.readLocal(hidden, anywhere, at);
  return getSuper(f, name, at);
}

/** Reads a method of the parent class in the method itself. */
export function getSuper(f: FunctionLowering, name: string, at: number): Reg {
  const { self } = f.scope;
  if (self === null) throw new Error('super stands outside of a method');
  const reg = f.readLocal(self, anywhere, at);
  f.regs.release(reg);
  const dst = f.regs.temporary();
  f.emit({ op: 'get_super', at, dst, self: reg, name: f.string(name) });
  return dst;
}
