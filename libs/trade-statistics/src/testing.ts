import type { OrderPaid, PaidLine } from '@silkport/ordering';
import { money, newId } from '@silkport/values';

/** A paid line of one service, priced at 20 yuan and sold in tenge. */
export function aPaidLine(given: Partial<PaidLine> = {}): PaidLine {
  return {
    lineId: newId(), productId: newId(), variantId: newId(), merchantId: newId(), clusterId: 'hangzhou', taxonomyId: 'dp.pub.ebook', deliveryKind: 'download', quantity: 1,
    total: money(131_560n, 'KZT'), merchantTotal: money(2000n, 'CNY'), rate: '65.78', rateSetId: newId(), digitallyOrdered: true, digitallyDelivered: true, ...given,
  };
}

export function aPaidOrder(given: Partial<OrderPaid> = {}): OrderPaid {
  return {
    orderId: newId(), orderNumber: 'SP-7K3MQ-92XTV', buyerCountry: 'KZ', total: money(131_560n, 'KZT'),
    placedAt: '2026-11-23T07:50:00.000Z', paidAt: '2026-11-23T08:00:00.000Z', lines: [aPaidLine()], ...given,
  };
}
