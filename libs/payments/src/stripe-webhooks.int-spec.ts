import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { aCheckout, openPayments, type Payments } from './testing.js';

describe('webhooks as the sandbox signs and sends them', () => {
  let payments: Payments;
  let receiver: Server;
  const outcomes: string[] = [];

  beforeAll(async () => {
    receiver = createServer((request, response) => {
      const receive = async () => payments.webhook.run(await buffer(request), request.headers['stripe-signature'] as string);
      void receive().catch(() => 'refused').then((outcome) => response.writeHead(outcome === 'refused' ? 400 : 200).end(outcomes.push(outcome).toString()));
    });
    await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve); });
    payments = await openPayments({ webhookUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` });
  });
  afterAll(async () => {
    await payments.end();
    receiver.closeAllConnections();
    receiver.close();
  });

  it('are taken once, though each is sent three times and the last first', async () => {
    const references = await Promise.all([1, 2, 3].map(async () => {
      const wanted = aCheckout();
      await payments.open.run(wanted);
      return wanted.reference;
    }));
    await payments.control('/webhooks/copies', { count: 3 });
    await payments.control('/webhooks/hold', {});
    for (const reference of references) await payments.pay((await payments.stored(reference))!.stripe_session_id);
    await payments.control('/webhooks/release', { order: 'reversed' });
    await payments.control('/webhooks/drain', {});
    for (const reference of references) expect(await payments.tally(reference)).toEqual({ charges: 1, captured: 1, expired: 0 });
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(3);
    expect(outcomes).not.toContain('refused');
  });
});
