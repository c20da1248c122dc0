import { Agent, request } from 'node:http';

export interface Load { readonly perSecond: number; readonly p50Milliseconds: number; readonly p99Milliseconds: number; readonly bytes: number }

export interface Answer { readonly status: number; readonly body: string }

/**
 * Clients that each ask again as soon as they are answered, for a fixed time after a warm-up.
 * @param body makes it a POST of JSON @param headers more of each request
 */
export async function load(url: string, { clients = 16, seconds = 4, warmUpSeconds = 1.5, body, headers }: { clients?: number; seconds?: number; warmUpSeconds?: number; body?: object | undefined; headers?: Readonly<Record<string, string>> | undefined } = {}): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const sent = { body: body && JSON.stringify(body), headers };
  await drive(agent, url, clients, warmUpSeconds, sent);
  const { times, bytes, elapsedSeconds } = await drive(agent, url, clients, seconds, sent);
  agent.destroy();
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / elapsedSeconds, p50Milliseconds: at(0.5), p99Milliseconds: at(0.99), bytes };
}

interface Sent { readonly body: string | undefined; readonly headers: Readonly<Record<string, string>> | undefined }

async function drive(agent: Agent, url: string, clients: number, seconds: number, sent: Sent): Promise<{ times: number[]; bytes: number; elapsedSeconds: number }> {
  const times: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  let bytes = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    while (performance.now() < until) {
      const asked = performance.now();
      bytes = await size(agent, url, sent);
      times.push(performance.now() - asked);
    }
  }));
  return { times, bytes, elapsedSeconds: (performance.now() - started) / 1000 };
}

function size(agent: Agent, url: string, { body, headers }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const call = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers: { 'accept-language': 'en', accept: '*/*', ...sent, ...headers } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => (answer.statusCode === 200 || answer.statusCode === 204 ? resolve(bytes) : reject(new Error(`${url} answered ${answer.statusCode}`))));
    });
    call.on('error', reject);
    call.end(body);
  });
}

export function send(agent: Agent, method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const call = request(url, { agent, method, headers: { ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}), ...headers } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
    });
    call.on('error', reject);
    call.end(text);
  });
}
