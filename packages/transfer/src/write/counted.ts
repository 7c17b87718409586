/** Lists as the binary form has them: a count, then the items. */
import { ByteWriter } from './byte-writer.ts';

/** Writes a list. */
export const writeItems = <T>(
  out: ByteWriter,
  items: readonly T[],
  write: (out: ByteWriter, item: T) => void,
): void => {
  out.u32(items.length);
  for (const item of items) write(out, item);
};

/** The payload of a section that is a list; nothing where the list is empty. */
export const counted = <T>(items: readonly T[], write: (out: ByteWriter, item: T) => void): Uint8Array => {
  const out = new ByteWriter();
  if (items.length > 0) writeItems(out, items, write);
  return out.finish();
};
