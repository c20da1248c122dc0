import fc from 'fast-check';
import type Stripe from 'stripe';
import { aCharge, anEnabledAccount, available, caught } from './testing/accounts.js';
import { startSandbox, type StartedSandbox } from './testing/started-sandbox.js';

let sandbox: StartedSandbox;
let stripe: Stripe;
beforeAll(async () => {
  sandbox = await startSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const amounts = fc.integer({ min: 1, max: 60_000 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('transfer' as const), amount: amounts }), fc.record({ kind: fc.constant('reverse' as const), amount: amounts }),
  fc.record({ kind: fc.constant('payout' as const), amount: amounts }), fc.record({ kind: fc.constantFrom('cancel' as const, 'pay' as const, 'fail' as const), amount: fc.constant(0) }),
);
const expectedRefusals = [undefined, 'balance_insufficient'];

it('moves money between balances and banks and makes none, whatever is asked in whatever order', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
    const { id: destination } = await anEnabledAccount(sandbox);
    const owner = { stripeAccount: destination };
    await aCharge(stripe, 100_000);
    const whole = await available(stripe, 'eur');
    let last: Stripe.Transfer | undefined;
    for (const { kind, amount } of steps) {
      const [payout] = (await stripe.payouts.list({ limit: 1 }, owner)).data;
      if (kind === 'transfer') {
        const error = await caught(stripe.transfers.create({ amount, currency: 'eur', destination }).then((made) => (last = made)));
        expect(expectedRefusals).toContain(error?.code);
      } else if (kind === 'reverse') {
        const error = last && await caught(stripe.transfers.createReversal(last.id, { amount }));
        expect(expectedRefusals).toContain(error?.code);
      } else if (kind === 'payout') {
        expect(expectedRefusals).toContain((await caught(stripe.payouts.create({ amount, currency: 'eur' }, owner)))?.code);
      } else if (kind === 'cancel') {
        if (payout) await caught(stripe.payouts.cancel(payout.id, {}, owner));
      } else if (payout) {
        await caught(sandbox.control(`/payouts/${payout.id}/${kind}`));
      }
      const held = await available(stripe, 'eur', destination);
      const out = (await stripe.payouts.list({ limit: 100 }, owner)).data.filter((each) => each.status !== 'failed' && each.status !== 'canceled').reduce((sum, each) => sum + each.amount, 0);
      expect(held).toBeGreaterThanOrEqual(0);
      expect((await available(stripe, 'eur')) + held + out).toBe(whole);
    }
  }), { numRuns: 15 });
});
