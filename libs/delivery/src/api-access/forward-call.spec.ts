import http, { type RequestListener } from 'node:http';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Signatures } from '@silkport/platform';
import { SystemClock } from '@silkport/values';
import { CallsAtOnce, GatewayBodyRefused, UpstreamAway, UpstreamBusy } from './api-access.errors.js';
import { CallsUnderWay, mostOfEntitlement, mostOfUpstream } from './calls-under-way.js';
import type { AdmittedCall } from './check-api-call.js';
import { ForwardCall, type OnwardCall } from './forward-call.js';
import { refuseBody } from './refuse-body.js';

const servers: { close: () => void }[] = [];
const sockets = new Set<Socket>();
const forward = new ForwardCall(new Signatures('a secret that is used in tests only'), new SystemClock(), { gateway: { allowsPrivateUpstreams: true, timeoutSeconds: 1 }, countryHeader: undefined });
let brokenTimes = 0;

beforeEach(() => { brokenTimes = 0; });
afterAll(() => {
  forward.onModuleDestroy();
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const anUpstream = (listener: RequestListener) => listening(http.createServer(listener));

function call(upstreamUrl: string, path: string, { method = 'GET', ...rest }: Partial<Pick<OnwardCall, 'method' | 'headers' | 'bodyHeaders' | 'body'>> = {}, entitlementId = 'mine') {
  const admitted = { upstreamUrl, entitlementId, scope: 'read', units: 1 } as AdmittedCall;
  return forward.run({ method, path: { raw: path, query: '', plain: path }, productId: 'p', headers: {}, bodyHeaders: {}, body: undefined, ...rest }, admitted, () => (brokenTimes += 1));
}

const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\nx-silkport-entitlement: theirs\r\n\r\n';

describe('a call that goes on', () => {
  it.each(['GET', 'DELETE', 'OPTIONS', 'POST'])('with %s carries its body as one body, and the next caller gets the answer to what was asked', async (method) => {
    const seen: string[] = [];
    const url = await anUpstream((request, response) => {
      seen.push(`${request.method} ${request.url} ${String(request.headers['x-silkport-entitlement'])}`);
      void text(request).then((body) => response.end(`${request.url}: ${body}`));
    });
    expect(await text((await call(url, '/first', { method, body: Readable.from([Buffer.from(smuggled)]) })).body)).toBe(`/first: ${smuggled}`);
    expect(await text((await call(url, '/second')).body)).toBe('/second: ');
    expect(seen).toEqual([`${method} /first mine`, 'GET /second mine']);
  });

  it('tells the end of a body in the bytes themselves', async () => {
    let bytes = '';
    const url = await listening(net.createServer((socket) => socket.on('data', (chunk) => {
      bytes += chunk.toString();
      if (bytes.includes('\r\n0\r\n\r\n')) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    })));
    await text((await call(url, '/x', { method: 'DELETE', bodyHeaders: { 'transfer-encoding': 'chunked', 'content-type': 'text/plain' }, body: Readable.from([Buffer.from(smuggled)]) })).body);
    const [head = '', body] = bytes.split(/\r\n\r\n(.*)/s);
    expect(head.toLowerCase()).toContain('\r\ntransfer-encoding: chunked');
    expect(body).toBe(`${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`);
  });

  it('says nothing that an upstream could take for another path or method, or for our own word', async () => {
    const url = await anUpstream((request, response) => response.end(JSON.stringify(request.headers)));
    const strange = ['x-original-url', 'x-rewrite-url', 'x-http-method', 'x-http-method-override', 'x-method-override', 'x_silkport_entitlement', 'x-silkport', 'x-silkport-scope', 'x_http_method_override', 'x.silkport.scope', 'x-forwarded', 'x-accel-redirect', 'x-host'];
    const answer = await call(url, '/x', { headers: { ...Object.fromEntries(strange.map((name) => [name, 'forged'])), 'x-loom': '7', 'accept-language': 'ru' } });
    const sent = await text(answer.body);
    expect(sent).not.toContain('forged');
    expect(JSON.parse(sent)).toMatchObject({ 'x-loom': '7', 'accept-language': 'ru', 'x-silkport-entitlement': 'mine', 'x-silkport-scope': 'read' });
  });
});

describe('an upstream', () => {
  it.each(['HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', ''])('that begins another protocol, or goes away, is away: %j', async (said) => {
    const url = await listening(net.createServer((socket) => socket.once('data', () => (said ? socket.write(said) : socket.destroy()))));
    await expect(Promise.race([call(url, '/x'), sleep(4000, 'it hangs', { ref: false })])).rejects.toThrow(UpstreamAway);
  });

  it('inside our own network is away, as a refusal that the caller hears of', async () => {
    const strict = new ForwardCall(new Signatures('a secret that is used in tests only'), new SystemClock(), { gateway: { allowsPrivateUpstreams: false, timeoutSeconds: 1 }, countryHeader: undefined });
    const refused = strict.run({ method: 'GET', path: { raw: '/', query: '', plain: '/' }, productId: 'p', headers: {}, bodyHeaders: {}, body: undefined }, { upstreamUrl: 'http://127.0.0.1:1' } as AdmittedCall, () => undefined).catch((error: unknown) => error);
    expect(await refused).toBeInstanceOf(UpstreamAway);
    strict.onModuleDestroy();
  });

  it('is not silent while its answer is read slowly: the call stays counted, and the answer comes whole', async () => {
    const url = await anUpstream((_, response) => response.end(Buffer.alloc(20_000_000, 'x')));
    const { body } = await call(url, '/large');
    body.once('readable', () => body.read(1));
    await sleep(2500);
    expect([body.destroyed, brokenTimes]).toEqual([false, 0]);
    expect((await text(body)).length).toBe(20_000_000 - 1);
    expect(brokenTimes).toBe(0);
  });

  it('is left where its answer is not read for long, or it is silent after it was read slowly: only the second gives the call back', async () => {
    const brisk = new ForwardCall(new Signatures('a secret that is used in tests only'), new SystemClock(), { gateway: { allowsPrivateUpstreams: true, timeoutSeconds: 0.3 }, countryHeader: undefined });
    const bytes = Buffer.alloc(20_000_000, 'x');
    const url = await anUpstream((request, response) => response.writeHead(200, { 'content-length': bytes.length }).write(request.url === '/half' ? bytes.subarray(0, 300_000) : bytes));
    const run = (path: string) => brisk.run({ method: 'GET', path: { raw: path, query: '', plain: path }, productId: 'p', headers: {}, bodyHeaders: {}, body: undefined }, { upstreamUrl: url, entitlementId: 'mine', scope: 'read', units: 1 } as AdmittedCall, () => (brokenTimes += 1));
    const closed = ({ body }: Awaited<ReturnType<typeof run>>) => new Promise((resolve) => { body.once('close', () => resolve('closed')); });
    const unread = await run('/unread');
    unread.body.once('readable', () => unread.body.read(1));
    expect([await Promise.race([closed(unread), sleep(8000, 'it hangs', { ref: false })]), brokenTimes]).toEqual(['closed', 0]);
    const half = await run('/half');
    half.body.once('readable', () => half.body.read(1));
    await sleep(800);
    half.body.resume();
    expect([await Promise.race([closed(half), sleep(8000, 'it hangs', { ref: false })]), brokenTimes]).toEqual(['closed', 1]);
    brisk.onModuleDestroy();
  }, 15_000);

  it('has places for other buyers while one reads none of its answers, and takes more of that one when they are read', async () => {
    const url = await anUpstream((_, response) => response.end(Buffer.alloc(5_000_000, 'x')));
    const greedy = await Promise.all(Array.from({ length: mostOfEntitlement }, () => call(url, '/large', {}, 'greedy')));
    await expect(call(url, '/large', {}, 'greedy')).rejects.toThrow(CallsAtOnce);
    expect((await text((await call(url, '/large', {}, 'other')).body)).length).toBe(5_000_000);
    for (const { body } of greedy.slice(1)) body.destroy();
    expect((await text(greedy[0]?.body ?? Readable.from([]))).length).toBe(5_000_000);
    for (let tries = 0, isIn = false; !isIn; tries += 1) {
      isIn = await call(url, '/large', {}, 'greedy').then(({ body }) => body.resume() !== undefined, () => false);
      if (tries > 200) throw new Error('Its places did not come back');
      if (!isIn) await sleep(10);
    }
  });

  it('of which too many calls are under way is busy, and nobody waits for it', async () => {
    const underWay = new CallsUnderWay();
    const leave = Array.from({ length: mostOfUpstream }, (_, index) => underWay.enter(`buyer ${index}`, 'https://api.example.com'));
    expect(() => underWay.enter('another', 'https://api.example.com')).toThrow(UpstreamBusy);
    underWay.enter('another', 'https://elsewhere.example.com')();
    leave[0]?.();
    leave[0]?.();
    underWay.enter('another', 'https://api.example.com');
    expect(() => underWay.enter('one more', 'https://api.example.com')).toThrow(UpstreamBusy);
  });

  it('that stops within its answer gives the call back', async () => {
    const url = await anUpstream((_, response) => response.writeHead(200, { 'content-length': 10 }).write('begun'));
    const { body } = await call(url, '/half');
    await expect(text(body)).rejects.toThrow();
    expect(brokenTimes).toBe(1);
  });

  it('decides neither how long its answers are kept by others, nor what our proxy sends', async () => {
    const url = await anUpstream((_, response) => response.writeHead(200, { 'cache-control': 'public, max-age=86400', expires: 'never', 'surrogate-control': 'max-age=1', 'cdn-cache-control': 'public', 'x-accel-redirect': '/etc/passwd', 'x-loom': '7' }).end());
    const { headers, body } = await call(url, '/kept');
    body.resume();
    expect(Object.keys(headers).filter((name) => !/^(date|connection|keep-alive|transfer-encoding)$/.test(name))).toEqual(['x-loom']);
  });
});

describe('a body', () => {
  it('is refused where calls have none, and where its end could be seen elsewhere', () => {
    for (const method of ['GET', 'HEAD']) expect(() => refuseBody(method, { 'content-length': '5' })).toThrow(GatewayBodyRefused);
    expect(() => refuseBody('POST', { 'transfer-encoding': 'gzip, chunked' })).toThrow(GatewayBodyRefused);
    expect(() => refuseBody('POST', { 'transfer-encoding': 'chunked', 'content-length': '5' })).toThrow(GatewayBodyRefused);
    expect(() => refuseBody('GET', undefined)).not.toThrow();
    for (const told of [{ 'transfer-encoding': 'Chunked' }, { 'content-length': '5' }] as Record<string, string>[]) expect(() => refuseBody('DELETE', told)).not.toThrow();
  });
});
