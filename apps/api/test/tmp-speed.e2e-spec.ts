import http from 'node:http';
import { Database } from '@silkport/platform';
import { ApiUnderTest } from './support/api-under-test.js';
let api: ApiUnderTest;
beforeAll(async () => { api = await ApiUnderTest.start(); });
afterAll(() => api.stop());
async function rate(url: string) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  const one = () => new Promise<void>((ok, no) => http.get(url, { agent }, (r) => { r.on('data', () => {}); r.on('end', () => ok()); }).on('error', no));
  let n = 0; const until = Date.now() + 2500; const from = performance.now();
  await Promise.all(Array.from({ length: 16 }, async () => { while (Date.now() < until) { await one(); n++; } }));
  agent.destroy();
  return Math.round(n / (performance.now() - from) * 1000);
}
it('speed', async () => {
  const db = api.app.get(Database);
  const body = (await api.get('/v1/products?limit=6')).text;
  const bare = http.createServer((_q, s) => void db.read({ name: 'bare.x', text: 'SELECT id, slug, name FROM catalog.products ORDER BY published_at DESC LIMIT 6' }).then(() => { s.setHeader('content-type', 'application/json'); s.end(body); }));
  await new Promise<void>((ok) => bare.listen(0, ok));
  const b = `http://127.0.0.1:${(bare.address() as { port: number }).port}/`;
  for (let i = 0; i < 2; i++) for (const [n, u] of [['bare', b], ['list', `${api.url}/v1/products?limit=6`], ['listKZT', `${api.url}/v1/products?limit=6&currency=KZT`], ['product', `${api.url}/v1/products/tea-bowl`], ['health', `${api.url}/health`], ['cats', `${api.url}/v1/currencies`]] as const) console.log(n, await rate(u));
  bare.close();
}, 60000);
