import { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { finished, PassThrough, pipeline, type Readable } from 'node:stream';
import { giveBackBuffer } from '@silkport/platform';

/**
 * Hands a stream on and counts what really went out: piped into a response, only the bytes that its socket has taken. Bytes that
 * waited in a buffer when the connection broke are not counted. Keeps one piece in memory, and lets a storage use the memory of pieces that went out again.
 */
export class CountedBody extends PassThrough {
  private passedBytes = 0;
  private unflushedBytes = 0;
  private piped = false;

  /** @param onEnd called once, when the last byte has gone out or nobody takes any more */
  constructor(source: Readable, private readonly onEnd: (sentBytes: number) => void) {
    super({ highWaterMark: 1 });
    this.once('close', () => { if (!this.piped) this.onEnd(this.sentBytes); });
    // A source that fails breaks this stream, whose reader is told; a reader that leaves closes the source.
    pipeline(source, this, () => undefined);
  }

  get sentBytes(): number {
    return this.passedBytes - this.readableLength - this.unflushedBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.passedBytes += chunk.length;
    done(null, chunk);
  }

  /** As every stream's, but each write tells when the destination has let it go. Into one destination only. */
  override pipe<Destination extends NodeJS.WritableStream>(destination: Destination, options?: { end?: boolean }): Destination {
    if (this.piped) throw new Error('A counted body goes to one destination');
    this.piped = true;
    finished(destination, () => {
      this.destroy();
      this.onEnd(this.sentBytes);
    });
    // A socket's bytes are the system's once it calls back; any other destination may keep them.
    const isSocket = destination instanceof ServerResponse && destination.socket instanceof Socket;
    this.on('data', (chunk: Buffer) => this.handOver(destination, chunk, isSocket));
    if (options?.end !== false) this.once('end', () => destination.end());
    return destination;
  }

  private handOver(destination: NodeJS.WritableStream, chunk: Buffer, isSocket: boolean): void {
    this.unflushedBytes += chunk.length;
    const hasRoom = destination.write(chunk, (error) => {
      if (error) return;
      this.unflushedBytes -= chunk.length;
      if (isSocket) giveBackBuffer(chunk);
    });
    if (hasRoom) return;
    this.pause();
    destination.once('drain', () => this.resume());
  }
}
