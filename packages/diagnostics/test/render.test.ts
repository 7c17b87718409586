import { describe, expect, it } from 'vitest';
import {
  atOffset,
  atSource,
  type Diagnostic,
  type DiagnosticExtras,
  render,
  renderAll,
  renderJson,
  type SourceFile,
  syntaxMessages,
} from '../src/index.ts';

const message = { code: 'some-code', severity: 'error', text: 'Found `a`; expected `b`', hint: 'Write `b`' } as const;

function at(text: string, start: number, end: number, extras?: DiagnosticExtras): Diagnostic {
  const file: SourceFile = { name: 'main.holt', text };
  return atSource(message, { file, start, end }, extras);
}

function lines(diagnostic: Diagnostic): string[] {
  return render(diagnostic, { color: false }).split('\n');
}

describe('render', () => {
  it('shows code, place, line, carets and hint', () => {
    expect(lines(at('one\nx := a + 1\n', 9, 10))).toEqual([
      'error[some-code]: Found `a`; expected `b`',
      ' --> main.holt:2:6',
      '  |',
      '2 | x := a + 1',
      '  |      ^',
      'hint: Write `b`',
    ]);
  });

  it('puts carets under wide characters and tabs', () => {
    expect(lines(at('\t"日本" a', 6, 7)).slice(3, 5)).toEqual(['1 |     "日本" a', '  |            ^']);
    expect(lines(at('e\u0301 a', 3, 4)).slice(1, 5)).toEqual([' --> main.holt:1:4', '  |', '1 | e\u0301 a', '  |   ^']);
    expect(lines(at('😀 a', 3, 4)).slice(1, 5)).toEqual([' --> main.holt:1:3', '  |', '1 | 😀 a', '  |    ^']);
  });

  it('marks the first line of a span of several, and at least one column', () => {
    expect(lines(at('abc\ndef', 1, 6)).slice(3, 5)).toEqual(['1 | abc', '  |  ^^']);
    expect(lines(at('abc', 3, 3)).slice(3, 5)).toEqual(['1 | abc', '  |    ^']);
    expect(lines(at('', 0, 0)).slice(1, 5)).toEqual([' --> main.holt:1:1', '  |', '1 |', '  | ^']);
  });

  it('cuts long lines around the span', () => {
    const text = `${'a'.repeat(500)}b${'c'.repeat(500)}`;
    const [, place, , line = '', marks = ''] = lines(at(text, 500, 501));
    expect(place).toBe(' --> main.holt:1:501');
    expect(line.length).toBeLessThan(110);
    expect(line[marks.indexOf('^')]).toBe('b');
    expect(line).toMatch(/^1 \| …a+bc+…$/);
  });

  it('shows nothing that could steer a terminal', () => {
    const shown = lines(at('x \u001b[31m \u202e y', 2, 3)).join('\n');
    expect(shown).not.toMatch(/[\u001b\u202e]/);
    expect(shown).toContain('\\u{1b}[31m \\u{202e} y');
  });

  it('shows notes and fixes', () => {
    const file: SourceFile = { name: 'main.holt', text: 'if a\n  b\n' };
    const span = { file, start: 4, end: 4 };
    const diagnostic = atSource(message, span, {
      notes: [
        { text: 'It began here', span: { file, start: 0, end: 2 } },
        { text: 'Alone', span: null },
      ],
      fix: { span, text: ':' },
    });
    expect(lines(diagnostic).slice(5)).toEqual([
      'hint: Write `b`',
      'note: It began here',
      ' --> main.holt:1:1',
      '  |',
      '1 | if a',
      '  | ^^',
      'note: Alone',
      'fix: insert `:`',
      '1 | if a:',
    ]);
  });

  it('uses colours on demand', () => {
    expect(render(at('a', 0, 1), { color: true })).toContain('\u001b[1;31merror[some-code]\u001b[0m');
  });

  it('shows byte offsets of modules', () => {
    expect(render(atOffset(message, 26), { color: false })).toBe(
      'error[some-code]: Found `a`; expected `b`\n --> byte 26 (0x1a)\nhint: Write `b`',
    );
  });

  it('joins several by blank lines', () => {
    expect(renderAll([at('a', 0, 1), at('a', 0, 1)], { color: false }).split('\n\n')).toHaveLength(2);
  });

  it('writes JSON lines', () => {
    const text = renderJson([
      at('x\ny😀z', 2, 6, { fix: { span: { file: { name: 'main.holt', text: 'x' }, start: 0, end: 1 }, text: 'w' } }),
    ]);
    expect(JSON.parse(text)).toEqual({
      severity: 'error',
      code: 'some-code',
      message: 'Found `a`; expected `b`',
      hint: 'Write `b`',
      file: 'main.holt',
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 4,
      offset: null,
      notes: [],
      fix: { file: 'main.holt', line: 1, column: 1, endLine: 1, endColumn: 2, text: 'w' },
    });
  });
});

describe('messages', () => {
  it('fill their holes', () => {
    expect(syntaxMessages.unexpectedIndent({ found: 4, expected: 2 })).toMatchObject({
      code: 'unexpected-indent',
      severity: 'error',
      text: 'This line is indented by 4; the block around it is indented by 2',
    });
    expect(syntaxMessages.singleBraceInFstring().text).toBe('Found a single `}` in an f-string');
  });
});
