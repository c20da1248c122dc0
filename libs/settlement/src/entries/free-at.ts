/**
 * SQL over entries `e` that no pay-out has settled: from when each can be paid out. What happened to one sale is freed as one, when the
 * sale's hold ends: a refund takes back its own sale's money before that of others. What is below zero together counts at once, as do
 * debits whose sale was paid out already.
 */
export const freeAt = `CASE WHEN sum(e.payable_minor) OVER own_sale < 0 THEN '-infinity'
  ELSE coalesce(max(e.matures_at) FILTER (WHERE e.payable_minor > 0) OVER own_sale, '-infinity') END`;
/** The reference of a sale and of all that undoes it is the order's id. */
export const ownSale = 'WINDOW own_sale AS (PARTITION BY e.merchant_id, e.currency, e.reference)';
