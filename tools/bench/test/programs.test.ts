import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { allPrograms, programsFolder } from '../src/programs.ts';

/** Lua has no integers beyond 64 bits, so this program has no version for it. */
const WITHOUT_LUA = ['pidigits'];

describe.each(allPrograms())('$name', ({ name, full, small, ratio }) => {
  it('has a version in each language', () => {
    const endings = ['.js', '.py', '.holt', '.typed.holt', ...(WITHOUT_LUA.includes(name) ? [] : ['.lua'])];
    expect(endings.filter((ending) => !existsSync(`${programsFolder}${name}${ending}`))).toEqual([]);
  });

  it('has a small size with less work', () => {
    expect(small).toBeLessThan(full);
    expect(ratio).toBeGreaterThan(10);
  });

  it('gives a finite number in JavaScript, the same one each time', () => {
    const context = createContext({});
    runInContext(readFileSync(`${programsFolder}${name}.js`, 'utf8'), context);
    const first = runInContext(`bench(${small})`, context) as number;
    expect(first).toBeTypeOf('number');
    expect(Number.isFinite(first)).toBe(true);
    expect(runInContext(`bench(${small})`, context)).toBe(first);
  });
});

it('every source belongs to a program', () => {
  const names = new Set(allPrograms().map((program) => program.name));
  expect(readdirSync(programsFolder).filter((file) => !names.has(file.split('.')[0] ?? ''))).toEqual([]);
});
