/**
 * "Did you mean …": the candidate nearest to a misspelt name, if one is near enough to be plausible.
 * The distance is Damerau-Levenshtein in its restricted form: insert, delete, replace, swap neighbours.
 */

const maxNameLength = 80;

/** The most similar candidate, or null if none is near; among equals the first in code unit order wins. */
export function suggest(name: string, candidates: Iterable<string>): string | null {
  if (name.length > maxNameLength) return null;
  const folded = name.toLowerCase();
  let best: string | null = null;
  let bestScore = Infinity;
  for (const candidate of candidates) {
    if (candidate === name || candidate.length > maxNameLength) continue;
    const score = scoreOf(folded, name, candidate);
    if (score < bestScore || (score === bestScore && best !== null && candidate < best)) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** Distance, a little better where only the case differs; Infinity if the candidate is too far away. */
function scoreOf(folded: string, name: string, candidate: string): number {
  const other = candidate.toLowerCase();
  if (other === folded) return 0.25;
  if (sameWithoutUnderscores(folded, other)) return 0.5;
  const limit = threshold(Math.max(name.length, candidate.length));
  const distance = editDistance(folded, other, limit);
  return distance > limit ? Infinity : distance;
}

function threshold(length: number): number {
  if (length < 3) return 0;
  if (length < 6) return 1;
  return length < 10 ? 2 : 3;
}

function sameWithoutUnderscores(a: string, b: string): boolean {
  return a.replaceAll('_', '') === b.replaceAll('_', '') && /[^_]/.test(a);
}

/** Distance between two strings; stops with `limit + 1` as soon as it must exceed the limit. */
export function editDistance(a: string, b: string, limit: number = Infinity): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = nextRow(a, b, row, previous, before);
    if (Math.min(...current) > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}

function nextRow(a: string, b: string, row: number, previous: readonly number[], before: readonly number[]): number[] {
  const current = [row];
  for (let column = 1; column <= b.length; column++) {
    const same = a[row - 1] === b[column - 1];
    let cost = Math.min(
      (previous[column] ?? 0) + 1,
      (current[column - 1] ?? 0) + 1,
      (previous[column - 1] ?? 0) + (same ? 0 : 1),
    );
    const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
    current.push(cost);
  }
  return current;
}
