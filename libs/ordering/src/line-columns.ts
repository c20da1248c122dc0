import type { CommissionTerms } from '@silkport/pricing';
import { money } from '@silkport/values';
import type { AmountNames, LineAmounts, OrderLineView } from './order-line-view.js';

/** A line as JSON, with amounts as texts that `reviveJson` makes bigints of. @param condition of lines `l` of an order `o` */
export function linesOf(condition = ''): string {
  return `(SELECT json_agg(json_build_object('id', l.id, 'state', l.state, 'productId', l.product_id, 'productCode', l.product_code, 'productSlug', l.product_slug,
    'productName', l.product_name, 'variantId', l.variant_id, 'variantName', l.variant_name, 'bundle', l.bundle, 'merchantId', l.merchant_id, 'merchantName', l.merchant_name,
    'clusterId', l.cluster_id, 'taxonomyId', l.taxonomy_id, 'deliveryKind', l.delivery_kind, 'digitallyDelivered', l.digitally_delivered, 'serviceDays', l.service_days, 'quantity', l.quantity,
    'unitMinor', l.unit_minor::text, 'totalMinor', l.total_minor::text, 'netMinor', l.net_minor::text, 'taxMinor', l.tax_minor::text, 'taxes', l.taxes,
    'importEstimate', l.import_estimate, 'refundedMinor', l.refunded_minor::text, 'performedMinor', l.performed_minor::text, 'merchantCurrency', l.merchant_currency,
    'merchantTotalMinor', l.merchant_total_minor::text, 'merchantNetMinor', l.merchant_net_minor::text, 'commissionMinor', l.commission_minor::text,
    'commissionTaxMinor', l.commission_tax_minor::text, 'commissionTerms', l.commission_terms, 'payableMinor', l.payable_minor::text, 'rate', l.rate::text, 'digitallyOrdered', l.digitally_ordered,
    'refundedQuantity', l.refunded_quantity, 'dispatchedAt', l.dispatched_at, 'deliveredAt', l.delivered_at, 'withdrawnAt', l.withdrawn_at) ORDER BY l.position) FROM ordering.order_lines l WHERE l.order_id = o.id ${condition}) AS lines`;
}

/** Fields of a line that are no amounts, with its time as JSON has it. */
export type StoredLine = Omit<OrderLineView, AmountNames | 'deliveredAt' | 'withdrawnAt'> & LineAmounts & {
  readonly digitallyOrdered: boolean;
  /** Absent on lines of before there were commissions. */
  readonly commissionTerms: CommissionTerms | null;
  readonly refundedQuantity: number;
  readonly dispatchedAt: string | null;
  readonly deliveredAt: string | null;
  readonly withdrawnAt: string | null;
};

export function lineView({ digitallyOrdered, commissionTerms, refundedQuantity, dispatchedAt, ...line }: StoredLine, currency: string): OrderLineView {
  const { unitMinor, totalMinor, netMinor, taxMinor, refundedMinor, performedMinor, merchantTotalMinor, merchantNetMinor, commissionMinor, commissionTaxMinor, payableMinor, merchantCurrency, ...rest } = line;
  const own = (amountMinor: bigint) => money(amountMinor, merchantCurrency);
  return {
    ...rest, deliveredAt: line.deliveredAt === null ? null : new Date(line.deliveredAt), withdrawnAt: line.withdrawnAt === null ? null : new Date(line.withdrawnAt),
    unit: money(unitMinor, currency), total: money(totalMinor, currency), net: money(netMinor, currency), tax: money(taxMinor, currency), refunded: money(refundedMinor, currency), performed: money(performedMinor, currency),
    merchantTotal: own(merchantTotalMinor), merchantNet: own(merchantNetMinor), commission: own(commissionMinor), commissionTax: own(commissionTaxMinor), payable: own(payableMinor),
  };
}
