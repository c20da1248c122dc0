import fc from 'fast-check';
import { aPaidLine, aPaidOrder, aRefund, aTaxLine } from '../../../ordering/src/testing.js';
import type { OrderDisputed, PaidLine } from '@silkport/ordering';
import type { LedgerTransaction, Posting } from '@silkport/ledger';
import { money, newId } from '@silkport/values';
import { disputeLostPostings, disputePostings, disputeWonPostings } from './dispute-postings.js';
import { refundPostings, refundSettledPostings, soldRefundPostings, unsoldRefundPostings } from './refund-postings.js';
import { capturePostings, salePostings } from './sale-postings.js';
import { anyOrder, inParts } from './testing.js';
import { isTransactionKind } from './transaction-kinds.js';

const told = (transaction: LedgerTransaction | undefined) => transaction?.postings.map(({ account, amount }) => `${account} ${amount.amountMinor} ${amount.currency}`);

/** Balances by account and currency; what sums to zero is left out. */
function balances(transactions: readonly (LedgerTransaction | undefined)[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { account, amount } of transactions.flatMap((transaction) => transaction?.postings ?? [])) {
    const key = `${account} ${amount.currency}`;
    sums[key] = (sums[key] ?? 0n) + amount.amountMinor;
    if (sums[key] === 0n) delete sums[key];
  }
  return sums;
}

function expectBalanced(transaction: LedgerTransaction | undefined): void {
  if (!transaction) return;
  const currencies = new Set(transaction.postings.map(({ amount }) => amount.currency));
  for (const currency of currencies) {
    expect(transaction.postings.filter((posting: Posting) => posting.amount.currency === currency).reduce((sum, { amount }) => sum + amount.amountMinor, 0n)).toBe(0n);
  }
  expect(transaction.postings.length).toBeGreaterThan(1);
  expect(isTransactionKind(transaction.kind)).toBe(true);
}

describe('the books of a sale', () => {
  it('share out a line in two currencies, with what changes between them on the exchange', () => {
    const line = aPaidLine({ merchantId: 'm' });
    const order = aPaidOrder({ orderId: 'o', lines: [line] });
    expect(told(salePostings(order, [], 'CN'))).toEqual([
      'buyer_clearing:o 131560 KZT', 'tax_payable:KZ -18146 KZT', 'commission -172 CNY', 'tax_payable:CN -10 CNY', 'merchant_payable:m -1542 CNY', 'fx -113414 KZT', 'fx 1724 CNY',
    ]);
  });

  it('need no exchange where the buyer pays in the merchant’s currency', () => {
    const line = aPaidLine({ merchantId: 'm', total: money(1000n, 'EUR'), merchantTotal: money(1000n, 'EUR') });
    expect(told(salePostings(aPaidOrder({ orderId: 'o', total: money(1000n, 'EUR'), lines: [line] }), [], 'CN'))).toEqual(['buyer_clearing:o 1000 EUR', 'merchant_payable:m -1000 EUR']);
  });

  it('keep a rounding difference within one currency on the exchange, never lost', () => {
    const line = aPaidLine({ merchantId: 'm', total: money(1000n, 'EUR'), merchantTotal: money(999n, 'EUR') });
    expect(told(salePostings(aPaidOrder({ orderId: 'o', total: money(1000n, 'EUR'), lines: [line] }), [], 'CN'))).toContain('fx -1 EUR');
  });

  it('hold back the reserve of what is payable', () => {
    const order = aPaidOrder({ orderId: 'o', lines: [aPaidLine({ merchantId: 'm' })] });
    expect(told(salePostings(order, [{ merchantId: 'm', amount: money(154n, 'CNY') }], 'CN'))).toEqual(expect.arrayContaining(['merchant_payable:m -1388 CNY', 'merchant_reserve:m -154 CNY']));
  });

  it('owe the tax on a commission to the authority that was frozen with the line, wherever the operator is on the day, and refunds take it from there', () => {
    const line = aPaidLine({ merchantId: 'm', commissionTaxed: { ratePct: '6', authority: 'EE', legalSource: 'x' } });
    const order = aPaidOrder({ orderId: 'o', lines: [line] });
    expect(told(salePostings(order, [], 'CN'))).toEqual(expect.arrayContaining(['tax_payable:EE -10 CNY']));
    expect(told(refundPostings(aRefund(order), [], 'CN'))).toEqual(expect.arrayContaining(['tax_payable:EE 10 CNY']));
  });

  it('make no posting for a tax of zero', () => {
    const zero = aTaxLine({ amount: money(0n, 'KZT'), reason: 'below_threshold', authority: 'MX' });
    const line = aPaidLine({ taxes: [aTaxLine(), zero] });
    expect(told(salePostings(aPaidOrder({ lines: [line] }), [], 'CN'))?.filter((posting) => posting.includes('MX'))).toEqual([]);
  });

  it('are none for an order over nothing', () => {
    const line = aPaidLine({ total: money(0n, 'KZT'), merchantTotal: money(0n, 'CNY') });
    expect(salePostings(aPaidOrder({ total: money(0n, 'KZT'), lines: [line] }), [], 'CN')).toBeUndefined();
  });

  it.each<[string, Partial<PaidLine>]>([
    ['taxes that do not sum to the tax', { taxes: [] }],
    ['a net and a tax that are not the total', { net: money(113_413n, 'KZT') }],
    ['shares that are not the merchant’s net', { payable: money(1543n, 'CNY') }],
    ['a total that the order does not have', { total: money(131_561n, 'KZT'), net: money(113_415n, 'KZT') }],
  ])('refuse %s', (_, given) => {
    expect(() => salePostings(aPaidOrder({ lines: [{ ...aPaidLine(), ...given }] }), [], 'CN')).toThrow('Cannot post');
  });
});

describe('the books of a refund', () => {
  const order = aPaidOrder({ orderId: 'o', lines: [aPaidLine({ merchantId: 'm' })] });

  it('mirror the sale against what is owed to the buyer', () => {
    expect(balances([salePostings(order, [], 'CN'), refundPostings(aRefund(order), [], 'CN')])).toEqual({ 'buyer_clearing:o KZT': 131_560n, 'refunds:o KZT': -131_560n });
  });

  it('mirror it against the chargeback where the buyer’s bank has the money', () => {
    const chargeback = refundPostings(aRefund(order, { reason: 'chargeback' }), [], 'CN');
    expect(chargeback?.kind).toBe('chargeback');
    expect(balances([salePostings(order, [], 'CN'), chargeback])).toEqual({ 'buyer_clearing:o KZT': 131_560n, 'chargebacks:o KZT': -131_560n });
  });

  it('take the reserve first', () => {
    expect(told(refundPostings(aRefund(order), [{ merchantId: 'm', amount: money(154n, 'CNY') }], 'CN'))).toEqual(expect.arrayContaining(['merchant_payable:m 1388 CNY', 'merchant_reserve:m 154 CNY']));
  });

  it('give back what waited where the order was held and never sold', () => {
    expect(told(refundPostings(aRefund(order, { reason: 'held_and_refused' }), [], 'CN'))).toEqual(['buyer_clearing:o 131560 KZT', 'refunds:o -131560 KZT']);
  });

  it.each(['succeeded', 'failed'] as const)('are even, or owed again, once the provider says %s', (result) => {
    const refund = aRefund(order);
    const settled = refundSettledPostings({ refundId: refund.refundId, reference: 'o', amount: order.total, result, failureReason: null, at: '2026-11-24T09:00:00Z' });
    const capture = capturePostings({ checkoutId: newId(), reference: 'o', charged: order.total, capturedAt: order.paidAt, billingCountry: null });
    expect(balances([capture, salePostings(order, [], 'CN'), refundPostings(refund, [], 'CN'), ...settled]))
      .toEqual(result === 'succeeded' ? {} : { 'provider_clearing KZT': 131_560n, 'refunds:o KZT': -131_560n });
  });

  it('are even in the end where one that failed was sent again', () => {
    const refund = aRefund(order);
    const told = { refundId: refund.refundId, reference: 'o', amount: order.total, failureReason: null, at: '2026-11-24T09:00:00Z' };
    const settled = [...refundSettledPostings({ ...told, result: 'failed' }), ...refundSettledPostings({ ...told, result: 'succeeded', attempt: 2 })];
    expect(new Set(settled.map(({ key }) => key)).size).toBe(3);
    const capture = capturePostings({ checkoutId: newId(), reference: 'o', charged: order.total, capturedAt: order.paidAt, billingCountry: null });
    expect(balances([capture, salePostings(order, [], 'CN'), refundPostings(refund, [], 'CN'), ...settled])).toEqual({});
  });

  it('of money that came too late leave nothing behind', () => {
    const capture = capturePostings({ checkoutId: newId(), reference: 'o', charged: order.total, capturedAt: order.paidAt, billingCountry: null });
    const settled = refundSettledPostings({ refundId: 'r', reference: 'o', amount: order.total, result: 'succeeded', failureReason: null, at: order.paidAt });
    const unsold = unsoldRefundPostings('r', 'o', order.total, new Date(order.paidAt));
    expect(balances([capture, ...settled, unsold])).toEqual({});
    expect(balances([unsold, soldRefundPostings('r', unsold)])).toEqual({});
  });
});

describe('the books of a dispute', () => {
  const order = aPaidOrder({ orderId: 'o', lines: [aPaidLine({ merchantId: 'm' })] });
  const dispute: OrderDisputed = {
    disputeId: 'd', orderId: 'o', orderNumber: order.orderNumber, disputed: order.total, at: '2026-12-01T08:00:00Z',
    lines: order.lines.map(({ lineId, merchantId, total, payable }) => ({ lineId, merchantId, total, payable })),
  };

  it('hold the merchant’s share while it is open', () => {
    expect(told(disputePostings(dispute))).toEqual(['chargebacks:o 131560 KZT', 'provider_clearing -131560 KZT', 'merchant_payable:m 1542 CNY', 'merchant_reserve:m -1542 CNY']);
  });

  it('leave nothing behind when it is won', () => {
    expect(balances([disputePostings(dispute), disputeWonPostings(dispute)])).toEqual({});
  });

  it('leave the merchant with nothing of the sale when it is lost', () => {
    const chargeback = refundPostings(aRefund(order, { reason: 'chargeback' }), [], 'CN');
    const capture = capturePostings({ checkoutId: newId(), reference: 'o', charged: order.total, capturedAt: order.paidAt, billingCountry: null });
    expect(balances([capture, salePostings(order, [], 'CN'), disputePostings(dispute), chargeback, disputeLostPostings(dispute)])).toEqual({});
  });
});

describe('any sale and its refunds', () => {
  it('are balanced in each currency, keep every tax, and leave nobody with anything once all is given back', () => {
    fc.assert(fc.property(anyOrder, fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 1, maxLength: 4 }), (order, ratios) => {
      const sale = salePostings(order, [], 'CN');
      expectBalanced(sale);
      const taxOf = (authority: string) => sale?.postings.filter(({ account }) => account === `tax_payable:${authority}`).reduce((sum, { amount }) => sum - amount.amountMinor, 0n);
      const taxes = order.lines.flatMap((line) => line.taxes);
      for (const authority of ['EU-OSS-DE', 'CA-QC']) expect(taxOf(authority)).toBe(taxes.filter((tax) => tax.authority === authority).reduce((sum, { amount }) => sum + amount.amountMinor, 0n));
      const refunds = inParts(order, ratios).map((refund) => refundPostings(refund, [], 'CN'));
      refunds.forEach(expectBalanced);
      expect(balances([sale, ...refunds])).toEqual({ [`buyer_clearing:${order.orderId} EUR`]: order.total.amountMinor, [`refunds:${order.orderId} EUR`]: -order.total.amountMinor });
    }), { numRuns: 150 });
  });
});
