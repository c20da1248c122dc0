import { onceStatement } from '@silkport/platform';
import type { OrderView } from './order-reads.js';

/**
 * The order, its lines as its quote has frozen them, and its first transition. That a quote becomes one order only is decided by the
 * unique constraint `orders_quote_id_key`: of two at once the second waits for the first and is refused.
 */
export const saveOrder = onceStatement('ordering.save_order', `
  placed AS (
    INSERT INTO ordering.orders (id, number, quote_id, status, email, locale, country, currency, total_minor, rate_set_id, recipient, placed_at, expires_at, tax_id, consents, business, subscription_id, subscription_role, buyer_id)
    SELECT $4::uuid, $7, $8, 'awaiting_payment', $9, $10, $11, $12, $13, $14, $15, $16, $17, $19, $20, $21, $22::uuid, $23, $24::uuid FROM unclaimed RETURNING id),
  lines AS (
    INSERT INTO ordering.order_lines (order_id, position, id, merchant_id, merchant_name, product_id, product_code, product_slug, product_name, variant_id, variant_name,
      cluster_id, taxonomy_id, delivery_kind, digitally_ordered, digitally_delivered, quantity, unit_minor, total_minor, merchant_currency, merchant_total_minor, rate,
      service_days, net_minor, tax_minor, taxes, import_estimate, merchant_net_minor, commission_minor, commission_tax_minor, commission_terms, payable_minor, reference_rate, margin_pct, bundle)
    SELECT placed.id, l.position - 1, l.id, "merchantId", "merchantName", "productId", "productCode", "productSlug", "productName", "variantId", nullif("variantName", 'null'),
      "clusterId", "taxonomyId", "deliveryKind", true, "digitallyDelivered", quantity, "unitMinor", "totalMinor", "merchantCurrency", "merchantTotalMinor", rate,
      "serviceDays", "netMinor", "taxMinor", taxes, nullif("importEstimate", 'null'), "merchantNetMinor", "commissionMinor", "commissionTaxMinor", "commissionTerms", "payableMinor", "referenceRate", "marginPct", nullif(bundle, 'null')
    FROM placed, ordering.quotes q, ROWS FROM (
      jsonb_to_recordset(q.lines) AS ("merchantId" uuid, "merchantName" jsonb, "productId" uuid, "productCode" text, "productSlug" text, "productName" jsonb, "variantId" uuid,
        "variantName" jsonb, "clusterId" text, "taxonomyId" text, "deliveryKind" text, "digitallyDelivered" boolean, quantity int, "unitMinor" bigint, "totalMinor" bigint,
        "merchantCurrency" text, "merchantTotalMinor" bigint, rate numeric, "serviceDays" int, "netMinor" bigint, "taxMinor" bigint, taxes jsonb, "importEstimate" jsonb, "merchantNetMinor" bigint,
        "commissionMinor" bigint, "commissionTaxMinor" bigint, "commissionTerms" jsonb, "payableMinor" bigint, "referenceRate" numeric, "marginPct" numeric, bundle jsonb),
      unnest($18::uuid[])) WITH ORDINALITY AS l ("merchantId", "merchantName", "productId", "productCode", "productSlug", "productName", "variantId", "variantName", "clusterId",
        "taxonomyId", "deliveryKind", "digitallyDelivered", quantity, "unitMinor", "totalMinor", "merchantCurrency", "merchantTotalMinor", rate, "serviceDays", "netMinor", "taxMinor", taxes, "importEstimate", "merchantNetMinor",
        "commissionMinor", "commissionTaxMinor", "commissionTerms", "payableMinor", "referenceRate", "marginPct", bundle, id, position)
    WHERE q.id = $8),
  moved AS (INSERT INTO ordering.order_transitions (id, order_id, to_status, from_status, actor, reason, changed_at) SELECT uuidv7(), id, 'awaiting_payment', NULL, 'buyer', 'placed', $16 FROM placed)
  SELECT FROM placed`);

type SavedOrder = Pick<OrderView, 'number' | 'email' | 'locale' | 'country' | 'total' | 'rateSetId' | 'recipient' | 'placedAt' | 'expiresAt' | 'taxId' | 'consents' | 'business' | 'subscription'>
  & { readonly lines: readonly { readonly id: string }[] };

/** @param buyerId who is signed in with the confirmed address of the order */
export function saveOrderValues({ number, email, locale, country, total, rateSetId, recipient, placedAt, expiresAt, taxId, consents, business, subscription, lines }: SavedOrder, quoteId: string, buyerId: string | null): unknown[] {
  return [
    number, quoteId, email, locale, country, total.currency, total.amountMinor, rateSetId, recipient && JSON.stringify(recipient), placedAt, expiresAt, lines.map(({ id }) => id), taxId, JSON.stringify(consents),
    business && JSON.stringify(business), subscription?.id ?? null, subscription?.role ?? null, buyerId,
  ];
}
