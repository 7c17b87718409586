/**
 * Lays out a doc within a width, after Wadler: a group is broken only if it does not fit on its line.
 * Uses a stack of its own, so that deep docs cost no calls.
 */
import type { Doc } from './doc.ts';

/** How wide lines may be. */
export const lineWidth = 100;

interface Command {
  readonly doc: Doc;
  readonly indent: number;
  readonly broken: boolean;
}

/** Text of a doc whose first line begins at column `indent`. */
export function renderDoc(doc: Doc, indent: number): string {
  return new Layout().run(doc, indent);
}

/** Text of a doc on one line; comments at line ends are left out. */
export function flatText(doc: Doc): string {
  if (typeof doc === 'string') return doc;
  switch (doc.kind) {
    case 'concat':
      return doc.parts.map(flatText).join('');
    case 'indent':
    case 'group':
      return flatText(doc.doc);
    case 'line':
      return doc.flat;
    case 'verbatim':
      return doc.text;
    default:
      return '';
  }
}

/** One run over one doc. */
class Layout {
  readonly #lines: string[] = [];
  /** The line that is being written; it has line ends only from verbatim text. */
  #line = '';
  #column = 0;
  #suffix = '';
  readonly #stack: Command[] = [];

  run(doc: Doc, indent: number): string {
    this.#column = indent;
    this.#stack.push({ doc, indent, broken: true });
    for (;;) {
      const command = this.#stack.pop();
      if (command === undefined) break;
      this.#step(command);
    }
    this.#endLine();
    return this.#lines.join('\n');
  }

  #step({ doc, indent, broken }: Command): void {
    if (typeof doc === 'string') {
      this.#text(doc);
      return;
    }
    switch (doc.kind) {
      case 'concat':
        for (let at = doc.parts.length - 1; at >= 0; at--)
          this.#stack.push({ doc: doc.parts[at] ?? '', indent, broken });
        break;
      case 'indent':
        this.#stack.push({ doc: doc.doc, indent: indent + doc.by, broken });
        break;
      case 'group': {
        const breaks = doc.hard || !this.#fits({ doc: doc.doc, indent, broken: false });
        this.#stack.push({ doc: doc.doc, indent, broken: breaks });
        break;
      }
      case 'line':
        if (broken) this.#newline(indent);
        else this.#text(doc.flat);
        break;
      case 'hard':
        this.#newline(indent);
        break;
      case 'if-broken':
        if (broken) this.#text(doc.broken);
        break;
      case 'suffix':
        this.#suffix += `  ${doc.text}`;
        break;
      case 'verbatim':
        this.#line += doc.text;
        this.#column = doc.text.length - doc.text.lastIndexOf('\n') - 1;
        break;
    }
  }

  #text(text: string): void {
    this.#line += text;
    this.#column += text.length;
  }

  #endLine(): void {
    this.#lines.push(`${this.#line.trimEnd()}${this.#suffix}`);
    this.#line = '';
    this.#suffix = '';
  }

  #newline(indent: number): void {
    this.#endLine();
    this.#line = ' '.repeat(indent);
    this.#column = indent;
  }

  /** True if everything up to the next line end fits on the current line. */
  #fits(first: Command): boolean {
    let left = lineWidth - this.#column;
    let rest = this.#stack.length;
    const todo: Command[] = [first];
    while (left >= 0) {
      const command = todo.pop() ?? this.#stack[--rest];
      if (command === undefined) return true;
      const { doc, indent, broken } = command;
      if (typeof doc === 'string') {
        left -= doc.length;
        continue;
      }
      switch (doc.kind) {
        case 'concat':
          for (let at = doc.parts.length - 1; at >= 0; at--) todo.push({ doc: doc.parts[at] ?? '', indent, broken });
          break;
        case 'indent':
        case 'group':
          todo.push({ doc: doc.doc, indent, broken: broken && doc.kind === 'indent' });
          break;
        case 'line':
          if (broken) return true;
          left -= doc.flat.length;
          break;
        case 'hard':
          return true;
        case 'verbatim':
          return left >= doc.text.indexOf('\n');
        default:
          break;
      }
    }
    return false;
  }
}
