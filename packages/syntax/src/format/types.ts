/**
 * Types and type tests as text. They are short, so they do not break.
 */
import type { TypeExpr, TypeTest } from '../tree.ts';
import { dottedName } from './names.ts';

/** A type as text. */
export function typeText(type: TypeExpr): string {
  switch (type.kind) {
    case 'named-type': {
      const path = type.path.map((part) => part.name).join('.');
      return type.args.length === 0 ? path : `${path}[${type.args.map(typeText).join(', ')}]`;
    }
    case 'optional-type':
      return `${operandText(type.inner)}?`;
    case 'union-type':
      return type.options
        .map((option) => (option.kind === 'optional-type' ? typeText(option) : operandText(option)))
        .join(' | ');
    case 'function-type': {
      const params = `fn(${type.params.map(typeText).join(', ')})`;
      return type.returns === null ? params : `${params} -> ${typeText(type.returns)}`;
    }
    case 'error-type':
      return '';
  }
}

/** A type in parentheses if something behind it would be read as part of it. */
function operandText(type: TypeExpr): string {
  const loose = type.kind === 'function-type' || type.kind === 'union-type' || type.kind === 'optional-type';
  return loose ? `(${typeText(type)})` : typeText(type);
}

/** What stands behind `is`. */
export function testText(test: TypeTest): string {
  return `${test.options.map(dottedName).join(' | ')}${test.optional ? '?' : ''}`;
}
