import { FormNotUnderstood } from './commission.errors.js';

/** A field or a file of a form, as it comes. Its bytes are read once, before the next part is asked for; what is left unread is passed over. */
export interface FormPart {
  readonly name: string;
  /** As the client calls it; undefined of what is no file, empty where none was chosen. */
  readonly fileName: string | undefined;
  readonly contentType: string;
  readonly bytes: AsyncGenerator<Buffer>;
}

const headBytes = 16 * 1024;
const mostParts = 200;
const lineEnd = Buffer.from('\r\n');

/** The boundary of a form with files; undefined for any other media type. Source: RFC 2046, section 5.1.1. */
export function boundaryOf(contentType: string | undefined): string | undefined {
  if (!/^\s*multipart\/form-data\s*;/i.test(contentType ?? '')) return undefined;
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? [];
  return quoted ?? plain;
}

/**
 * The parts of a `multipart/form-data` body in their order, of any size: no more than a piece of one is held. Source: RFC 7578.
 * @throws FormNotUnderstood for what is none, or ends early
 */
export async function* formParts(source: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<FormPart> {
  const body = new DelimitedBytes(source, Buffer.from(`\r\n--${boundary}`));
  try {
    for await (const _preamble of body.untilDelimiter());
    for (let count = 0; !(await body.isLast()); count += 1) {
      if (count === mostParts) throw new FormNotUnderstood();
      const bytes = body.untilDelimiter();
      yield { ...headOf(await body.head()), bytes };
      for await (const _rest of bytes);
    }
  } finally {
    await body.leave();
  }
}

/** What stands between delimiters. The body is read as if a line had ended before it, so that the first delimiter is like all others. */
class DelimitedBytes {
  private readonly pieces: AsyncIterator<Buffer>;
  private held: Buffer = lineEnd;

  constructor(source: AsyncIterable<Buffer>, private readonly delimiter: Buffer) {
    this.pieces = source[Symbol.asyncIterator]();
  }

  /** Up to the next delimiter, which is passed. */
  async* untilDelimiter(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.held.indexOf(this.delimiter);
      if (at >= 0) {
        const before = this.held.subarray(0, at);
        this.held = this.held.subarray(at + this.delimiter.length);
        if (before.length) yield before;
        return;
      }
      const sure = Math.max(0, this.held.length - this.delimiter.length + 1);
      const before = this.held.subarray(0, sure);
      this.held = this.held.subarray(sure);
      if (before.length) yield before;
      await this.readOn();
    }
  }

  /** Behind a delimiter: whether it was the last. */
  async isLast(): Promise<boolean> {
    while (this.held.length < 2) await this.readOn();
    if (this.held.subarray(0, 2).toString('latin1') === '--') return true;
    const padding = await this.until(lineEnd);
    if (!/^[ \t]*$/.test(padding.toString('latin1'))) throw new FormNotUnderstood();
    // A part without a head begins with the line end that would have ended it.
    this.held = Buffer.concat([lineEnd, this.held]);
    return false;
  }

  /** Lets go of the source, which may have more. */
  async leave(): Promise<void> {
    await this.pieces.return?.();
  }

  async head(): Promise<string> {
    return (await this.until(Buffer.from('\r\n\r\n'))).toString();
  }

  private async until(end: Buffer): Promise<Buffer> {
    for (;;) {
      const at = this.held.indexOf(end);
      if (at > headBytes || (at < 0 && this.held.length > headBytes)) throw new FormNotUnderstood();
      if (at >= 0) {
        const found = this.held.subarray(0, at);
        this.held = this.held.subarray(at + end.length);
        return found;
      }
      await this.readOn();
    }
  }

  private async readOn(): Promise<void> {
    const { done, value } = await this.pieces.next().catch(() => ({ done: true as const, value: undefined }));
    if (done) throw new FormNotUnderstood();
    this.held = this.held.length ? Buffer.concat([this.held, value]) : value;
  }
}

/** @throws FormNotUnderstood */
function headOf(head: string): Pick<FormPart, 'name' | 'fileName' | 'contentType'> {
  const fields = new Map(head.split('\r\n').flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]] : [];
  }));
  const disposition = fields.get('content-disposition') ?? '';
  const name = parameter(disposition, 'name');
  if (!/^form-data\b/i.test(disposition) || name === undefined) throw new FormNotUnderstood();
  return { name, fileName: parameter(disposition, 'filename'), contentType: fields.get('content-type') ?? 'text/plain' };
}

/** Browsers write quotes and line ends within it as percent codes, and nothing else. Source: HTML, multipart/form-data encoding algorithm. */
function parameter(disposition: string, name: string): string | undefined {
  const [, quoted, plain] = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^\\s;"]+))`, 'i').exec(disposition) ?? [];
  return (quoted ?? plain)?.replaceAll(/%(22|0D|0A)/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
