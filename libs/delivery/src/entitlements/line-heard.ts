import type { PaidLine } from '@silkport/ordering';

export type LineOfOrder = PaidLine & { readonly orderId: string; readonly buyerCountry: string };

/** SQL of a common table expression: what was heard of the lines of `wanted` before their payment; see `LineAccess`. */
export const heard = `access AS (
       INSERT INTO delivery.line_access AS a (order_line_id, order_id) SELECT line_id, order_id FROM wanted ORDER BY line_id
       ON CONFLICT (order_line_id) DO UPDATE SET order_id = a.order_id RETURNING order_line_id, is_revoked, revoked_pieces, open_disputes <> '{}' AS is_disputed)`;
