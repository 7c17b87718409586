/** A growing buffer with the integers of the binary form. */
export class ByteWriter {
  private bytes: Uint8Array;
  private length: number;

  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
    this.length = 0;
  }

  /** Appends one byte. */
  u8(value: number): void {
    if (this.length === this.bytes.length) this.grow(1);
    this.bytes[this.length++] = value;
  }

  /** Appends a number below 2^32 as LEB128. */
  u32(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.u8((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.u8(rest);
  }

  /** Appends a signed 32-bit number as zigzag LEB128. */
  i32(value: number): void {
    this.u32(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  /** Appends bytes as they are. */
  raw(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.bytes.length) this.grow(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Gives what was written, as a copy. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private grow(more: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
