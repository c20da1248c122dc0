import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Logger } from '@nestjs/common';
import type { ClamavConfig } from '@silkport/platform';
import { FileRefused } from './file-refused.js';
import { FileScanner } from './file-scanner.js';

const defaultPort = 3310;
/** clamd looks at a file when all of it has come: gigabytes take minutes. */
const silenceMilliseconds = 15 * 60_000;
/** What clamd finds with `AlertExceedsMax`: it did not look at all of it. */
const limitsExceeded = 'Heuristics.Limits.Exceeded';

/** Asks clamd over TCP or a socket of this machine, which may be another machine's disk: the bytes are sent. Source: clamd(8), INSTREAM. */
export class ClamavScanner extends FileScanner {
  readonly name = 'clamav';
  private readonly logger = new Logger('delivery');
  private readonly address: { path: string } | { host: string; port: number };

  constructor(private readonly config: ClamavConfig) {
    super();
    const { protocol, hostname, port, pathname } = new URL(config.url);
    this.address = protocol === 'unix:' ? { path: decodeURIComponent(pathname) } : { host: hostname, port: Number(port) || defaultPort };
  }

  /** clamd calls clean what it is too large for, so nothing of that size gets there. */
  override takes(sizeBytes: number): boolean {
    const { maxBytes, unscannedMaxBytes } = this.config;
    if (sizeBytes <= maxBytes) return true;
    if (sizeBytes > unscannedMaxBytes) throw new FileRefused('too_large_to_scan', `${sizeBytes} > ${maxBytes}`);
    return false;
  }

  async scan(place: string): Promise<string | undefined> {
    const socket = connect(this.address);
    socket.setTimeout(silenceMilliseconds, () => socket.destroy(new Error('clamd is silent')));
    try {
      const reply = replyOf(socket);
      // What clamd said before it hung up counts, not that it did.
      const sent = pipeline(Readable.from(framed(place)), socket, { end: false }).catch(() => undefined);
      const said = await reply;
      socket.destroy();
      await sent;
      return this.verdict(said);
    } finally {
      socket.destroy();
    }
  }

  /** @throws FileRefused, Error */
  private verdict(said: string): string | undefined {
    if (/: OK$/.test(said)) return undefined;
    const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
    const tooLarge = found?.startsWith(limitsExceeded) ? found : /size limit exceeded/i.exec(said)?.[0];
    if (tooLarge) {
      this.logger.warn(`clamd is set up for less than CLAMAV_MAX_MB, or an archive is more than it unpacks: ${tooLarge}`);
      throw new FileRefused('too_large_to_scan', tooLarge);
    }
    if (found) return found;
    throw new Error(`clamd cannot scan: ${said}`);
  }
}

async function* framed(place: string): AsyncGenerator<Buffer> {
  yield Buffer.from('zINSTREAM\0');
  for await (const bytes of createReadStream(place, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    yield length;
    yield bytes;
  }
  yield Buffer.alloc(4);
}

/** What clamd says up to its NUL. @throws when it hangs up without a word */
function replyOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    let fault = new Error('clamd hung up: is its StreamMaxLength smaller than CLAMAV_MAX_MB?');
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (said.includes('\0')) resolve(said.slice(0, said.indexOf('\0')));
    });
    socket.on('error', (error) => { fault = error; });
    socket.on('close', () => (said ? resolve(said.trim()) : reject(fault)));
  });
}
