/** Bytes that come in pieces of any size, read forward only, with a look at what comes next. Holds no more than one piece and what was looked at. */
export class ByteReader {
  /** How many have been read. */
  offset = 0;
  private waiting: Buffer = Buffer.alloc(0);

  constructor(private readonly source: AsyncIterator<Buffer>) {}

  /** As many as asked for, fewer where the end is near; they stay unread. */
  async peek(count: number): Promise<Buffer> {
    while (this.waiting.length < count) {
      const next = await this.source.next();
      if (next.done) break;
      this.waiting = this.waiting.length ? Buffer.concat([this.waiting, next.value]) : next.value;
    }
    return this.waiting.subarray(0, count);
  }

  /** @param count few: they are held at once */
  async take(count: number): Promise<Buffer> {
    const taken = await this.peek(count);
    this.waiting = this.waiting.subarray(taken.length);
    this.offset += taken.length;
    return taken;
  }

  /** The next `count` in pieces; without it all that are left. */
  async *pieces(count = Number.POSITIVE_INFINITY): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (!this.waiting.length) await this.peek(1);
      if (!this.waiting.length) return;
      const piece = this.waiting.subarray(0, left);
      this.waiting = this.waiting.subarray(piece.length);
      left -= piece.length;
      this.offset += piece.length;
      yield piece;
    }
  }

  /** @returns how many of the next `count` there were */
  async skip(count?: number): Promise<number> {
    let skipped = 0;
    for await (const piece of this.pieces(count)) skipped += piece.length;
    return skipped;
  }
}
