import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileRefused } from './file-refused.js';
import { FileScanner } from './file-scanner.js';

const defaultPort = 3310;
/** clamd looks at a file when all of it has come: gigabytes take minutes. */
const silenceMilliseconds = 15 * 60_000;

/** Asks clamd over TCP or a socket of this machine, which may be another machine's disk: the bytes are sent. Source: clamd(8), INSTREAM. */
export class ClamavScanner extends FileScanner {
  readonly name = 'clamav';
  private readonly address: { path: string } | { host: string; port: number };

  /** @param url `tcp://host:3310` or `unix:///run/clamav/clamd.ctl` */
  constructor(url: string) {
    super();
    const { protocol, hostname, port, pathname } = new URL(url);
    this.address = protocol === 'unix:' ? { path: decodeURIComponent(pathname) } : { host: hostname, port: Number(port) || defaultPort };
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
      return verdict(said);
    } finally {
      socket.destroy();
    }
  }
}

/** @throws FileRefused, Error */
function verdict(said: string): string | undefined {
  if (/: OK$/.test(said)) return undefined;
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1];
  if (found) return found;
  if (/size limit exceeded/i.test(said)) throw new FileRefused('too_large_to_scan');
  throw new Error(`clamd cannot scan: ${said}`);
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
    let fault = new Error('clamd hung up');
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (said.includes('\0')) resolve(said.slice(0, said.indexOf('\0')));
    });
    socket.on('error', (error) => { fault = error; });
    socket.on('close', () => (said ? resolve(said.trim()) : reject(fault)));
  });
}
