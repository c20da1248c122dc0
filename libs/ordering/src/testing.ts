import { toJson, type Database } from '@silkport/platform';
import { money, newId, type Money } from '@silkport/values';
import type { LocationEvidence, TaxLine } from '@silkport/tax';
import type { OrderLineView } from './order-line-view.js';
import type { QuoteLine } from './quotes/quote.entity.js';
import type { OrderPaid, OrderRefunded, PaidLine, RefundedLine } from './ordering.events.js';

/** A tax of 16 % inside of the price, as Kazakhstan's on a line of 1,315.60 tenge. */
export function aTaxLine(given: Partial<TaxLine> = {}): TaxLine {
  return {
    jurisdiction: 'KZ', authority: 'KZ', name: 'VAT', ratePct: '16', base: money(113_414n, 'KZT'), amount: money(18_146n, 'KZT'), isIncluded: true, reason: 'standard',
    legalSource: 'Tax Code 2026', taxPointDate: '2026-11-23', settlementBase: money(1724n, 'CNY'), settlementAmount: money(276n, 'CNY'),
    remittanceBase: money(113_414n, 'KZT'), remittanceAmount: money(18_146n, 'KZT'), ...given,
  };
}

/** A paid line of one service, priced at 20 yuan and sold in tenge; where another total is given it is one without tax and commission. */
export function aPaidLine(given: Partial<PaidLine> = {}): PaidLine {
  return {
    lineId: newId(), productId: newId(), variantId: newId(), merchantId: newId(), clusterId: 'hangzhou', taxonomyId: 'dp.pub.ebook', deliveryKind: 'download', quantity: 1,
    rate: '65.78', rateSetId: newId(), digitallyOrdered: true, digitallyDelivered: true, ...amountsFor(given.total, given.merchantTotal), ...given,
  };
}

export function aPaidOrder(given: Partial<OrderPaid> = {}): OrderPaid {
  const lines = given.lines ?? [aPaidLine()];
  return {
    orderId: newId(), orderNumber: 'SP-7K3MQ-92XTV', buyerCountry: 'KZ', buyerTaxId: null, total: money(131_560n, 'KZT'),
    placedAt: '2026-11-23T07:50:00.000Z', paidAt: '2026-11-23T08:00:00.000Z', lines, ...given,
  };
}

/** All of a paid line given back. */
export function aRefundedLine(line: PaidLine, given: Partial<RefundedLine> = {}): RefundedLine {
  const { quantity, ...share } = line;
  return { ...share, isWhole: true, ...given };
}

/** All of a paid order given back. */
export function aRefund(order: OrderPaid, given: Partial<OrderRefunded> = {}): OrderRefunded {
  const { orderId, orderNumber, buyerCountry, total, lines } = order;
  return { refundId: newId(), orderId, orderNumber, buyerCountry, reason: 'goodwill', total, refundedAt: '2026-11-24T08:00:00.000Z', lines: lines.map((line) => aRefundedLine(line)), ...given };
}

function amountsFor(total: Money | undefined, merchantTotal: Money | undefined) {
  if (total || merchantTotal) {
    const [inOrder, inMerchant] = [total ?? money(131_560n, 'KZT'), merchantTotal ?? money(2000n, 'CNY')];
    const zero = money(0n, inMerchant.currency);
    return { total: inOrder, net: inOrder, tax: money(0n, inOrder.currency), taxes: [], merchantTotal: inMerchant, merchantNet: inMerchant, commission: zero, commissionTax: zero, payable: inMerchant };
  }
  return {
    total: money(131_560n, 'KZT'), net: money(113_414n, 'KZT'), tax: money(18_146n, 'KZT'), taxes: [aTaxLine()], merchantTotal: money(2000n, 'CNY'), merchantNet: money(1724n, 'CNY'),
    commission: money(172n, 'CNY'), commissionTax: money(10n, 'CNY'), payable: money(1542n, 'CNY'),
  };
}

/** What a line of an order has besides its names: without tax and commission. */
export function untaxedLine(total: Money, merchantTotal: Money): Pick<OrderLineView, 'state' | 'digitallyDelivered' | 'net' | 'tax' | 'taxes' | 'importEstimate' | 'merchantNet' | 'commission' | 'commissionTax' | 'payable' | 'refunded' | 'performed' | 'deliveredAt' | 'withdrawnAt' | 'serviceDays'> {
  const [none, ofMerchant] = [money(0n, total.currency), money(0n, merchantTotal.currency)];
  return {
    state: 'paid', digitallyDelivered: true, net: total, tax: none, taxes: [], importEstimate: null, merchantNet: merchantTotal, commission: ofMerchant, commissionTax: ofMerchant,
    payable: merchantTotal, refunded: none, performed: none, deliveredAt: null, withdrawnAt: null, serviceDays: null,
  };
}

/** The same of a line of a quote. */
export function untaxedQuoteLine(totalMinor: bigint, merchantTotalMinor: bigint): Pick<QuoteLine, 'serviceDays' | 'netMinor' | 'taxMinor' | 'taxes' | 'importEstimate' | 'merchantNetMinor' | 'commissionMinor' | 'commissionTaxMinor' | 'commissionTerms' | 'payableMinor' | 'referenceRate' | 'marginPct'> {
  return {
    serviceDays: null, netMinor: totalMinor, taxMinor: 0n, taxes: [], importEstimate: null, merchantNetMinor: merchantTotalMinor, commissionMinor: 0n, commissionTaxMinor: 0n,
    commissionTerms: { ratePct: '0', taxRatePct: '0', ruleId: newId() }, payableMinor: merchantTotalMinor, referenceRate: '65.78', marginPct: '0',
  };
}

/** What a quote and an order know of where the buyer belongs, when nothing but the declaration does. */
export const undoubted = { region: null, taxId: null, place: 'pending' as const, placeCountry: 'KZ', evidence: [] as LocationEvidence[] };

/** Puts a paid order where ordering finds it, without the road that led there: a line for each paid line, named by it. */
export async function storePaidOrder({ dataSource }: Database, order: OrderPaid): Promise<void> {
  const rateSetId = order.lines[0]?.rateSetId ?? newId();
  await dataSource.query(
    `INSERT INTO ordering.orders (id, number, quote_id, status, email, locale, country, currency, total_minor, rate_set_id, placed_at, expires_at, paid_at, tax_id)
     VALUES ($1, $2, $3, 'paid', 'aigerim@example.kz', 'ru', $4, $5, $6, $7, $8, $8, $9, $10)`,
    [order.orderId, order.orderNumber, newId(), order.buyerCountry, order.total.currency, order.total.amountMinor, rateSetId, order.placedAt, order.paidAt, order.buyerTaxId],
  );
  for (const [position, line] of order.lines.entries()) {
    await dataSource.query(
      `INSERT INTO ordering.order_lines (order_id, position, id, merchant_id, merchant_name, product_id, product_code, product_slug, product_name, variant_id, cluster_id, taxonomy_id, delivery_kind,
         digitally_ordered, digitally_delivered, quantity, unit_minor, total_minor, net_minor, tax_minor, taxes, merchant_currency, merchant_total_minor, merchant_net_minor, commission_minor,
         commission_tax_minor, payable_minor, rate, reference_rate, state)
       VALUES ($1, $2, $3, $4, '{"en":"Maker"}', $5, 'code', 'slug', '{"en":"Thing"}', $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $23, 'paid')`,
      [order.orderId, position, line.lineId, line.merchantId, line.productId, line.variantId, line.clusterId, line.taxonomyId, line.deliveryKind, line.digitallyOrdered, line.digitallyDelivered,
        line.quantity, line.total.amountMinor, line.net.amountMinor, line.tax.amountMinor, toJson(line.taxes), line.merchantTotal.currency, line.merchantTotal.amountMinor,
        line.merchantNet.amountMinor, line.commission.amountMinor, line.commissionTax.amountMinor, line.payable.amountMinor, line.rate],
    );
  }
}
