import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import pg from 'pg';
import { send } from './load.js';

export interface OrderBench { readonly perSecond: number; readonly p50Milliseconds: number; readonly p99Milliseconds: number; readonly orders: number }

export interface OrderTask { readonly url: string; readonly sandboxUrl: string; readonly sandboxKey: string; readonly databaseUrl: string; readonly variantIds: readonly string[] }

/**
 * Buyers who each quote, order and pay through the sandbox's payment, one after the other; the clock stops when the last order is
 * paid and its deliveries are made. p50 and p99 are of placing an order (quote and order), as its buyer waits for it.
 */
export async function benchOrders(task: OrderTask, { clients = 16, seconds = 8 } = {}): Promise<OrderBench> {
  const pool = new pg.Pool({ connectionString: task.databaseUrl, max: 1 });
  const warmUp = newAgent(clients);
  await round(task, warmUp, clients, 2);
  await drained(pool);
  warmUp.destroy();
  // New connections: those of the warm-up may be about to be closed by a server that has not heard of them for a while.
  const agent = newAgent(clients);
  const started = performance.now();
  const before = await paidOrders(pool);
  const waits = await round(task, agent, clients, seconds);
  await drained(pool);
  const elapsedSeconds = (performance.now() - started) / 1000;
  const paid = (await paidOrders(pool)) - before;
  if (paid !== waits.length) throw new Error(`${waits.length} orders were placed and ${paid} are paid`);
  agent.destroy();
  await pool.end();
  waits.sort((left, right) => left - right);
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
  return { perSecond: paid / elapsedSeconds, p50Milliseconds: at(0.5), p99Milliseconds: at(0.99), orders: paid };
}

function newAgent(clients: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: clients * 2 });
}

async function round(task: OrderTask, agent: Agent, clients: number, seconds: number): Promise<number[]> {
  const waits: number[] = [];
  const until = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: clients }, async (_, client) => {
    for (let turn = 0; performance.now() < until; turn += 1) waits.push(await orderOnce(task, agent, client + turn));
  }));
  return waits;
}

async function orderOnce({ url, sandboxUrl, sandboxKey, variantIds }: OrderTask, agent: Agent, turn: number): Promise<number> {
  const items = [0, 1].map((offset) => ({ variantId: variantIds[(turn * 2 + offset) % variantIds.length], quantity: 1 }));
  const started = performance.now();
  const quote = await created(send(agent, 'POST', `${url}/v1/quotes`, { items, country: 'KZ', currency: 'KZT' }, { 'idempotency-key': randomUUID() }));
  const order = await created(send(agent, 'POST', `${url}/v1/orders`, { quoteId: quote.id, email: 'aigerim@example.kz', acceptTerms: true }, { 'idempotency-key': randomUUID() }));
  const waited = performance.now() - started;
  const session = String(order.checkoutUrl).split('/').at(-1);
  const { status, body } = await send(agent, 'POST', `${sandboxUrl}/_sandbox/checkout/sessions/${session}/pay`, {}, { authorization: `Bearer ${sandboxKey}` });
  if (status !== 200) throw new Error(`The sandbox answered ${status}: ${body}`);
  return waited;
}

async function created(answer: ReturnType<typeof send>): Promise<Record<string, unknown>> {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`Answered ${status}: ${body}`);
  return JSON.parse(body) as Record<string, unknown>;
}

async function paidOrders(pool: pg.Pool): Promise<number> {
  const { rows: [row] } = await pool.query<{ n: number }>("SELECT count(*)::int AS n FROM ordering.orders WHERE paid_at IS NOT NULL");
  return row?.n ?? 0;
}

/** Waits until no order awaits its payment and neither an event nor a job is left. */
async function drained(pool: pg.Pool): Promise<void> {
  for (;;) {
    const { rows: [row] } = await pool.query<{ n: number }>(
      "SELECT (SELECT count(*) FROM ordering.orders WHERE status = 'awaiting_payment')::int + (SELECT count(*) FROM platform.waiting_events)::int + (SELECT count(*) FROM graphile_worker.jobs)::int AS n");
    if (!row?.n) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
