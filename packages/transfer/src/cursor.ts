/**
 * Reads integers and counts from a range of bytes. Every read is checked; a fault stops with a Rejection.
 * Nothing is allocated for a count that the bytes left cannot fill.
 */
import type { LimitName, Limits } from './limits.ts';
import { reject } from './rejection.ts';
import type { RuleId } from './rules-table.ts';

/** A position in the bytes of a module, with the end of the part that is being read. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly limits: Limits;
  pos: number;
  end: number;
  /** Rule that running out of bytes breaks: that of the part being read. */
  endRule: RuleId = 'D4';

  constructor(bytes: Uint8Array, limits: Limits, pos: number, end: number) {
    this.bytes = bytes;
    this.limits = limits;
    this.pos = pos;
    this.end = end;
  }

  /** Reads one byte. */
  u8(): number {
    if (this.pos >= this.end) this.ended();
    return this.bytes[this.pos++] as number;
  }

  /** Reads a minimal LEB128 number below 2^32. */
  u32(): number {
    const pos = this.pos;
    if (pos < this.end) {
      const byte = this.bytes[pos] as number;
      if (byte < 0x80) {
        this.pos = pos + 1;
        return byte;
      }
    }
    return this.longU32();
  }

  private longU32(): number {
    const { bytes, end, pos: start } = this;
    let pos = start;
    let value = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      if (pos >= end) this.ended();
      const byte = bytes[pos++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        if (byte === 0 && shift > 0) this.padded();
        this.pos = pos;
        return value;
      }
    }
    if (pos >= end) this.ended();
    const last = bytes[pos] as number;
    if (last > 0x0f) {
      reject('D3', start, 'the integer does not fit 32 bits', 'a u32 takes at most five bytes, the last at most 0f');
    }
    if (last === 0) this.padded();
    this.pos = pos + 1;
    return value + last * 2 ** 28;
  }

  private padded(): never {
    return reject('D3', this.pos, 'the integer is written with more bytes than it needs', 'padding is not allowed');
  }

  /** Reads a zigzag number from -2^31 to 2^31-1. */
  i32(): number {
    const value = this.u32();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** Reads a number that must be below `size`. */
  index(size: number, what: string, rule: RuleId = 'S1'): number {
    const start = this.pos;
    const value = this.u32();
    if (value >= size) {
      reject(rule, start, `the ${what} index is ${value}; there ${size === 1 ? 'is 1' : `are ${size}`}`);
    }
    return value;
  }

  /** Reads a byte that names one of `size` alternatives. */
  choice(size: number, what: string): number {
    const start = this.pos;
    const value = this.u8();
    if (value >= size) reject('D2', start, `${value} is no ${what}; the highest is ${size - 1}`);
    return value;
  }

  /** Reads the number of items that follow, each of at least `minBytes` bytes, and at most `limit` of them. */
  count(minBytes: number, limit: LimitName, what: string): number {
    const start = this.pos;
    const value = this.u32();
    const left = this.end - this.pos;
    if (value * minBytes > left) {
      reject('D5', start, `${value} ${what} do not fit the ${left} bytes that are left`);
    }
    if (value > this.limits[limit]) this.exceeds(limit, value, start, what);
    return value;
  }

  /** Stops because a limit is exceeded. */
  exceeds(limit: LimitName, found: number, offset: number, what: string): never {
    return reject('L1', offset, `found ${found} ${what}; the limit ${limit} is ${this.limits[limit]}`);
  }

  /** Stops because the part ends too early. */
  ended(): never {
    return reject(this.endRule, this.end, 'this part ends in the middle of an item');
  }
}
