import { close, open, read } from 'node:fs';
import { Readable } from 'node:stream';
import { giveBackBuffer, lendBuffer, lentBufferBytes } from './lent-buffers.js';

/** Such a piece is not worth a whole buffer. */
const smallBytes = 16 * 1024;

/** Bytes `from` to `to` of a file, both included, in lent buffers; one piece is read ahead. */
export class FilePieces extends Readable {
  private descriptor: number | undefined;
  private isReading = false;

  constructor(private readonly file: string, private from: number, private readonly to: number) {
    super({ highWaterMark: lentBufferBytes });
  }

  override _construct(done: (error?: Error | null) => void): void {
    open(this.file, 'r', (error, descriptor) => {
      if (!error) this.descriptor = descriptor;
      done(error);
    });
  }

  override _read(): void {
    const wanted = Math.min(lentBufferBytes, this.to - this.from + 1);
    if (this.descriptor === undefined || wanted <= 0) {
      this.push(null);
      return;
    }
    const buffer = wanted < smallBytes ? Buffer.allocUnsafe(wanted) : lendBuffer();
    this.isReading = true;
    read(this.descriptor, buffer, 0, wanted, this.from, (error, bytesRead) => {
      this.isReading = false;
      if (error || bytesRead === 0 || this.destroyed) giveBackBuffer(buffer);
      if (this.destroyed) this.emit('idle');
      else if (error) this.destroy(error);
      else this.push(bytesRead === 0 ? null : this.taken(buffer, bytesRead));
    });
  }

  /** A read under way ends first: until then the descriptor must not be another file's. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    const { descriptor } = this;
    if (descriptor === undefined) done(error);
    else if (this.isReading) this.once('idle', () => close(descriptor, (closing) => done(error ?? closing)));
    else close(descriptor, (closing) => done(error ?? closing));
  }

  private taken(buffer: Buffer, bytesRead: number): Buffer {
    this.from += bytesRead;
    return buffer.subarray(0, bytesRead);
  }
}
