import { Transform, type TransformCallback } from 'node:stream';

/** Lets bytes pass and fails at the end where they were not as many as promised. */
export class CountedBytes extends Transform {
  private passed = 0;

  constructor(private readonly sizeBytes: number | undefined) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.passed += chunk.length;
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    const isWhole = this.sizeBytes === undefined || this.passed === this.sizeBytes;
    done(isWhole ? null : new Error(`${this.sizeBytes} bytes were promised and ${this.passed} came`));
  }
}
