import { money } from '@silkport/values';
import type { LockedLine, LockedOrder } from '../lock-order.js';
import type { OrderPaid, PaidLine } from '../ordering.events.js';
import type { FrozenAmounts } from '../refunds/share-of-line.js';

/** What the world is told of an order that has just been paid. */
export function paidEvent(order: LockedOrder, paidAt: Date): OrderPaid {
  return {
    orderId: order.id, orderNumber: order.number, buyerCountry: order.placeCountry, buyerTaxId: order.taxId, total: money(order.totalMinor, order.currency),
    placedAt: order.placedAt.toISOString(), paidAt: paidAt.toISOString(), lines: order.lines.map((line) => ({ ...tradedLine(order, line), quantity: line.quantity, ...frozenAmounts(order, line), ...(order.subscription ? { subscription: order.subscription } : {}) })),
  };
}

/** What a line is, apart from its amounts. */
export function tradedLine(order: Pick<LockedOrder, 'rateSetId'>, line: LockedLine): Omit<PaidLine, 'quantity' | 'subscription' | keyof FrozenAmounts> {
  const { id: lineId, productId, variantId, merchantId, clusterId, taxonomyId, deliveryKind, rate, digitallyOrdered, digitallyDelivered, commissionTerms } = line;
  return { lineId, productId, variantId, merchantId, clusterId, taxonomyId, deliveryKind, rate, rateSetId: order.rateSetId, digitallyOrdered, digitallyDelivered, ...commissionTaxOf(commissionTerms) };
}

function commissionTaxOf(terms: LockedLine['commissionTerms']): Pick<PaidLine, 'commissionTaxed'> {
  const { taxRatePct: ratePct, taxAuthority: authority, taxLegalSource: legalSource } = terms ?? {};
  return ratePct === undefined || authority === undefined || legalSource === undefined ? {} : { commissionTaxed: { ratePct, authority, legalSource } };
}

/** All amounts that a line was frozen with. */
export function frozenAmounts({ currency }: Pick<LockedOrder, 'currency'>, line: LockedLine): FrozenAmounts {
  const own = (amountMinor: bigint) => money(amountMinor, line.merchantCurrency);
  return {
    total: money(line.totalMinor, currency), net: money(line.netMinor, currency), tax: money(line.taxMinor, currency), taxes: line.taxes,
    merchantTotal: own(line.merchantTotalMinor), merchantNet: own(line.merchantNetMinor), commission: own(line.commissionMinor), commissionTax: own(line.commissionTaxMinor),
    payable: own(line.payableMinor),
  };
}
