/** The custom sections that this package understands. Malformed contents cost the debug information, nothing else. */
import type { Limits } from '../limits.ts';
import type { CustomSection } from '../module.ts';
import type { ModuleWarning } from '../rejection.ts';
import { readSpans, SOURCE_SECTION, SPANS_SECTION } from '../spans.ts';
import { scanUtf8, type Utf8Scan } from './utf8.ts';

/** What the custom sections say. */
export interface DebugInformation {
  readonly places: readonly Uint32Array[] | null;
  readonly source: string | null;
  readonly warnings: readonly ModuleWarning[];
}

/** Reads the sections `spans` and `source`, given each function's number of instructions. */
export const readDebug = (
  custom: readonly CustomSection[],
  counts: readonly number[],
  limits: Limits,
): DebugInformation => {
  const warnings: ModuleWarning[] = [];
  let places: readonly Uint32Array[] | null = null;
  let source: string | null = null;
  for (const { name, bytes } of custom) {
    if (name === SPANS_SECTION) {
      const found = readSpans(bytes, counts, limits);
      if (typeof found === 'string') warnings.push({ section: name, message: found });
      else places = found;
    }
    if (name === SOURCE_SECTION) {
      source = readText(bytes);
      if (source === null) warnings.push({ section: name, message: 'this is not well-formed UTF-8' });
    }
  }
  return { places, source, warnings };
};

const readText = (bytes: Uint8Array): string | null => {
  const scan: Utf8Scan = { bad: -1, units: 0 };
  scanUtf8(bytes, 0, bytes.length, scan);
  return scan.bad < 0 ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : null;
};
