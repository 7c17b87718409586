/**
 * Trees as short nested lists, so that tests can be read: `1 + 2` is `(+ 1 2)`.
 */
import type { Expression, Pattern, TypeExpr, TypeTest } from '../src/index.ts';

/** An expression as a nested list. */
export function sexp(node: Expression): string {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'int':
      return String(node.value) + (typeof node.value === 'bigint' ? 'n' : '');
    case 'float':
      return `${node.value}f`;
    case 'str':
      return JSON.stringify(node.value);
    case 'buffer':
      return `#${[...node.bytes].join('.')}`;
    case 'fstring':
      return list(
        'f',
        ...node.parts.map((part) =>
          part.kind === 'text'
            ? JSON.stringify(part.value)
            : list('hole', sexp(part.value), ...(part.spec === null ? [] : [part.spec])),
        ),
      );
    case 'bool':
      return String(node.value);
    case 'none':
      return 'none';
    case 'list':
      return list('list', ...node.items.map(item));
    case 'tuple':
      return list(node.bare ? 'bare' : 'tuple', ...node.items.map(item));
    case 'table':
      return list(
        'table',
        ...node.entries.map((entry) =>
          entry.kind === 'spread'
            ? item(entry)
            : list(entry.computed ? 'computed' : 'entry', sexp(entry.key), sexp(entry.value)),
        ),
      );
    case 'range':
      return list(node.inclusive ? '..=' : '..', sexp(node.from), sexp(node.to));
    case 'unary':
      return list(node.op, sexp(node.operand));
    case 'binary':
    case 'logical':
      return list(node.op, sexp(node.left), sexp(node.right));
    case 'is':
      return list(node.negated ? 'is-not' : 'is', sexp(node.value), test(node.test));
    case 'conditional':
      return list('if', sexp(node.test), sexp(node.then), sexp(node.otherwise));
    case 'pipe':
      return list('|>', sexp(node.value), sexp(node.target));
    case 'call':
      return list(
        'call',
        sexp(node.callee),
        ...node.args.map((argument) =>
          argument.kind === 'spread'
            ? item(argument)
            : `${argument.name === null ? '' : `${argument.name.name}=`}${sexp(argument.value)}`,
        ),
      );
    case 'index':
      return list(node.optional ? '?[]' : '[]', sexp(node.object), sexp(node.index));
    case 'slice':
      return list(
        `${node.optional ? '?' : ''}slice${node.inclusive ? '=' : ''}`,
        sexp(node.object),
        maybe(node.from),
        maybe(node.to),
      );
    case 'field':
      return list(node.optional ? '?.' : '.', sexp(node.object), node.name.name);
    case 'super':
      return 'super';
    case 'lambda':
      return list('=>', list(...node.params.map((param) => param.name.name)), sexp(node.body));
    case 'fn-expr':
      return list(
        'fn',
        list(...node.params.map((param) => param.name.name)),
        `${node.body.inline ? 'inline' : 'lines'}:${node.body.body.length}`,
      );
    case 'list-comprehension':
      return list('for', sexp(node.element), pattern(node.target), sexp(node.iterable), maybe(node.condition));
    case 'table-comprehension':
      return list(
        node.computed ? 'for[]' : 'for{}',
        sexp(node.key),
        sexp(node.value),
        pattern(node.target),
        sexp(node.iterable),
        maybe(node.condition),
      );
    case 'match-expr':
      return list(
        'match',
        sexp(node.subject),
        ...node.arms.map((arm) =>
          list(pattern(arm.pattern), ...(arm.guard === null ? [] : ['if', sexp(arm.guard)]), sexp(arm.value)),
        ),
      );
    case 'yield':
      return list('yield', maybe(node.value));
    case 'spawn':
      return list('spawn', sexp(node.call));
    case 'comptime':
      return list('comptime', sexp(node.value));
    case 'paren':
      return list('paren', sexp(node.value));
    case 'error':
      return 'ERROR';
  }
}

/** A pattern as a nested list. */
export function pattern(node: Pattern): string {
  switch (node.kind) {
    case 'name-pattern':
      return node.name;
    case 'wildcard':
      return '_';
    case 'target':
      return list('target', sexp(node.target));
    case 'sequence':
      return list(
        node.style,
        ...node.items.map((each) => (each.kind === 'rest' ? `*${each.name.name}` : pattern(each))),
      );
    case 'table-pattern':
      return list(
        'table',
        ...node.entries.map((entry) => `${sexp(entry.key)}:${pattern(entry.value)}`),
        ...(node.rest === null ? [] : [`**${node.rest.name.name}`]),
      );
    case 'call-pattern':
      return list(
        'call',
        sexp(node.callee),
        ...node.args.map((arg) => `${arg.name === null ? '' : `${arg.name.name}:`}${pattern(arg.value)}`),
      );
    case 'variant-pattern':
      return list('variant', sexp(node.value));
    case 'literal-pattern':
      return sexp(node.value);
    case 'range-pattern':
      return list(node.inclusive ? '..=' : '..', sexp(node.from), sexp(node.to));
    case 'is-pattern':
      return list('is', node.name?.name ?? '_', test(node.test));
    case 'or-pattern':
      return list('|', ...node.options.map(pattern));
    case 'error-pattern':
      return 'ERROR';
  }
}

/** A type as a nested list. */
export function type(node: TypeExpr): string {
  switch (node.kind) {
    case 'named-type': {
      const path = node.path.map((part) => part.name).join('.');
      return node.args.length === 0 ? path : list(path, ...node.args.map(type));
    }
    case 'optional-type':
      return list('?', type(node.inner));
    case 'union-type':
      return list('|', ...node.options.map(type));
    case 'function-type':
      return list('fn', list(...node.params.map(type)), node.returns === null ? '-' : type(node.returns));
    case 'error-type':
      return 'ERROR';
  }
}

function test(node: TypeTest): string {
  return `${node.options.map(sexp).join('|')}${node.optional ? '?' : ''}`;
}

function item(
  node: Expression | { readonly kind: 'spread'; readonly named: boolean; readonly value: Expression },
): string {
  return node.kind === 'spread' ? `${node.named ? '**' : '*'}${sexp(node.value)}` : sexp(node);
}

function maybe(node: Expression | null): string {
  return node === null ? '-' : sexp(node);
}

function list(...parts: string[]): string {
  return `(${parts.join(' ')})`;
}
