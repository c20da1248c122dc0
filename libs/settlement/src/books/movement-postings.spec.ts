import fc from 'fast-check';
import type { BalanceMovement } from '@silkport/payments';
import { money } from '@silkport/values';
import { movementPostings } from './movement-postings.js';
import { isTransactionKind } from './transaction-kinds.js';

function aMovement(given: Partial<BalanceMovement> = {}): BalanceMovement {
  return {
    id: 'txn_1', kind: 'charge', amount: money(2000n, 'EUR'), fee: money(60n, 'EUR'), exchangeRate: null, presentment: null, reference: 'o', refundId: null, disputeId: null,
    cardCountry: null, at: '2026-11-24T08:00:00Z', ...given,
  };
}

const told = (movement: BalanceMovement, merchantId?: string) => movementPostings(movement, merchantId)?.postings.map(({ account, amount }) => `${account} ${amount.amountMinor} ${amount.currency}`);

describe('a movement at the provider', () => {
  it('of a charge clears the capture and tells the fee', () => {
    expect(told(aMovement())).toEqual(['provider_clearing -2000 EUR', 'stripe_balance 1940 EUR', 'stripe_fees 60 EUR']);
  });

  it('of a charge in another currency is exchanged at what the provider gave', () => {
    expect(told(aMovement({ presentment: money(131_560n, 'KZT'), exchangeRate: '0.0152' })))
      .toEqual(['provider_clearing -131560 KZT', 'stripe_balance 1940 EUR', 'stripe_fees 60 EUR', 'fx 131560 KZT', 'fx -2000 EUR']);
  });

  it('of a refund goes the other way', () => {
    expect(told(aMovement({ kind: 'refund', amount: money(-500n, 'EUR'), fee: money(0n, 'EUR') }))).toEqual(['provider_clearing 500 EUR', 'stripe_balance -500 EUR']);
  });

  it('of a dispute has its fee besides what is taken', () => {
    expect(told(aMovement({ kind: 'dispute', amount: money(-500n, 'EUR'), fee: money(1500n, 'EUR') }))).toEqual(['provider_clearing 500 EUR', 'stripe_balance -2000 EUR', 'stripe_fees 1500 EUR']);
  });

  it('of a transfer ends what was on its way to the merchant', () => {
    expect(told(aMovement({ kind: 'transfer', amount: money(-700n, 'EUR'), fee: money(0n, 'EUR'), reference: 'p' }), 'm')).toEqual(['payouts:m 700 EUR', 'stripe_balance -700 EUR']);
  });

  it('of a pay-out to our bank arrives there', () => {
    expect(told(aMovement({ kind: 'payout', amount: money(-700n, 'EUR'), fee: money(0n, 'EUR'), reference: null }))).toEqual(['bank 700 EUR', 'stripe_balance -700 EUR']);
  });

  it('of a fee alone is the provider’s', () => {
    expect(told(aMovement({ kind: 'fee', amount: money(-30n, 'EUR'), fee: money(0n, 'EUR'), reference: null }))).toEqual(['stripe_fees 30 EUR', 'stripe_balance -30 EUR']);
  });

  it.each<[string, Partial<BalanceMovement>]>([
    ['a charge of no order of ours', { reference: null }], ['a transfer for no pay-out of ours', { kind: 'transfer' }], ['a kind that we do not know', { kind: 'other' }],
  ])('is not guessed at for %s', (_, given) => {
    expect(movementPostings(aMovement(given), undefined)).toBeUndefined();
  });

  it('is balanced in each currency and moves our balance by its net, whatever it is', () => {
    const kinds: BalanceMovement['kind'][] = ['charge', 'refund', 'refund_failure', 'dispute', 'dispute_reversal', 'transfer', 'transfer_reversal', 'payout', 'payout_failure', 'fee'];
    const amount = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    fc.assert(fc.property(fc.constantFrom(...kinds), amount, fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.option(amount), (kind, gross, fee, shown) => {
      const movement = aMovement({ kind, amount: money(gross, 'EUR'), fee: money(fee, 'EUR'), presentment: shown === null ? null : money(shown, 'KWD') });
      const posted = movementPostings(movement, 'm');
      const sum = (currency: string, account?: string) => (posted?.postings ?? []).filter((one) => one.amount.currency === currency && (!account || one.account === account))
        .reduce((total, one) => total + one.amount.amountMinor, 0n);
      expect([sum('EUR'), sum('KWD'), sum('EUR', 'stripe_balance')]).toEqual([0n, 0n, gross - fee]);
      if (posted) expect([posted.key, isTransactionKind(posted.kind), posted.postings.length > 1]).toEqual(['txn_1', true, true]);
    }), { numRuns: 300 });
  });
});
