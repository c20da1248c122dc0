import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { startFauxqs, type FauxqsServer } from 'fauxqs';

export interface S3Call { readonly method: string; readonly key: string; readonly query: URLSearchParams; readonly range: string | undefined; readonly status: number }

interface Parts { readonly key: string; readonly uploadId: string; readonly begunAt: Date }

const bucket = 'silkport-files';

/**
 * A store that speaks S3, of a test's own. Before it stands what it has not itself: it lets in only what is signed and not expired, answers under the
 * headers that an address wishes for, lists what was begun in parts and not ended, and tells a test of an answer before that goes back.
 */
export class S3Server {
  readonly calls: S3Call[] = [];
  /** Called when the store has done what it was asked for and nobody knows yet. */
  onDone: ((call: S3Call) => Promise<void>) | undefined;
  private readonly parts = new Map<string, Parts>();

  private constructor(private readonly store: FauxqsServer, private readonly front: Server) {}

  static async open(): Promise<S3Server> {
    const store = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
    store.createBucket(bucket);
    const front = createServer();
    const server = new S3Server(store, front);
    front.on('request', (asked: IncomingMessage, answer: ServerResponse) => void server.answer(asked, answer).catch(() => answer.destroy()));
    await new Promise<void>((resolve) => { front.listen(0, '127.0.0.1', resolve); });
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.front.address() as AddressInfo).port}`;
  }

  /** As they stand in the environment. */
  get settings(): Readonly<Record<string, string>> {
    return { STORAGE: 's3', S3_BUCKET: bucket, S3_REGION: 'us-east-1', S3_ENDPOINT: this.url, S3_ACCESS_KEY_ID: 'silkport', S3_SECRET_ACCESS_KEY: 'a secret of tests', S3_FORCE_PATH_STYLE: 'on' };
  }

  /** The keys of which parts have come and no end. */
  get unfinished(): readonly string[] {
    return [...this.parts.values()].map(({ key }) => key);
  }

  /** Makes what was begun look as if it had been begun then. */
  age(begunAt: Date): void {
    for (const [id, parts] of this.parts) this.parts.set(id, { ...parts, begunAt });
  }

  async has(key: string): Promise<boolean> {
    return (await fetch(`http://127.0.0.1:${this.store.port}/${bucket}/${key}`, { method: 'HEAD' })).ok;
  }

  async close(): Promise<void> {
    this.front.closeAllConnections();
    await new Promise((resolve) => { this.front.close(resolve); });
    await this.store.stop();
  }

  private async answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = new URL(asked.url ?? '/', this.url);
    const key = decodeURIComponent(url.pathname).replace(`/${bucket}`, '').replace(/^\//, '');
    if (!isLetIn(asked, url.searchParams)) return void answer.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>AccessDenied</Code></Error>');
    if (asked.method === 'GET' && !key && url.searchParams.has('uploads')) return void answer.writeHead(200, { 'content-type': 'application/xml' }).end(this.listed(url.searchParams.get('prefix') ?? ''));
    const upstream = request({ port: this.store.port, host: '127.0.0.1', method: asked.method, path: asked.url, headers: asked.headers });
    asked.pipe(upstream);
    const given = await new Promise<IncomingMessage>((resolve, reject) => { upstream.on('response', resolve).on('error', reject); });
    const body = await buffer(given);
    const call = { method: asked.method ?? '', key, query: url.searchParams, range: asked.headers.range, status: given.statusCode ?? 500 };
    this.calls.push(call);
    this.noteParts(call, body.toString('latin1'));
    await this.onDone?.(call);
    answer.writeHead(call.status, { ...given.headers, ...wishedFor(url.searchParams) }).end(body);
  }

  private noteParts({ method, key, query, status }: S3Call, body: string): void {
    const begun = /<UploadId>([^<]+)/.exec(body)?.[1];
    if (method === 'POST' && query.has('uploads') && begun) this.parts.set(begun, { key, uploadId: begun, begunAt: new Date() });
    const ended = query.get('uploadId');
    if (ended && (method === 'DELETE' || method === 'POST') && status < 300) this.parts.delete(ended);
  }

  private listed(prefix: string): string {
    const uploads = [...this.parts.values()].filter(({ key }) => key.startsWith(prefix)).map(({ key, uploadId, begunAt }) => `<Upload><Key>${key.replaceAll('&', '&amp;')}</Key><UploadId>${uploadId}</UploadId><Initiated>${begunAt.toISOString()}</Initiated></Upload>`);
    return `<?xml version="1.0"?><ListMultipartUploadsResult><Bucket>${bucket}</Bucket><IsTruncated>false</IsTruncated>${uploads.join('')}</ListMultipartUploadsResult>`;
  }
}

/** `response-content-type` and the like. */
function wishedFor(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...query].flatMap(([name, value]) => (name.startsWith('response-') ? [[name.slice('response-'.length), value]] : [])));
}

/** By its header, or by its address while that is good. */
function isLetIn({ headers }: IncomingMessage, query: URLSearchParams): boolean {
  if (/^AWS4-HMAC-SHA256 Credential=silkport\//.test(headers.authorization ?? '')) return true;
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '') ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return query.has('X-Amz-Signature') && Date.now() < signedAt + Number(query.get('X-Amz-Expires')) * 1000;
}
