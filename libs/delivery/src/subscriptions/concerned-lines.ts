import { prepared, statement, type Tx } from '@silkport/platform';

/** Lines of further periods have rights where these were agreed on from such a period on. */
const concerned = statement('delivery.concerned_lines', `
  WITH given AS (SELECT id, l.subscription_id, l.role, l.paid_at FROM unnest($1::uuid[]) AS id LEFT JOIN delivery.subscription_lines l ON l.order_line_id = id)
  SELECT id FROM given WHERE subscription_id IS NULL OR role = 'seats' OR NOT $2::boolean
  UNION
  SELECT granting.order_line_id FROM given g JOIN delivery.subscription_lines granting USING (subscription_id)
  WHERE g.role <> 'seats' AND NOT ($3::boolean AND g.role = 'upgrade')
    AND (granting.role IN ('first', 'seats') OR EXISTS (SELECT FROM delivery.entitlements e WHERE e.order_line_id = granting.order_line_id))
    AND NOT ($2::boolean AND EXISTS (SELECT FROM delivery.subscription_lines newer WHERE newer.subscription_id = g.subscription_id AND newer.role = 'renewal' AND newer.paid_at > g.paid_at))
  ORDER BY id`);

export interface ConcernedBy {
  /** Whether periods that are over are left out. */
  readonly runsStill: boolean;
  /** Whether the money is gone: an upgrade that is given back leads back to the former variant and takes no seat; only while a bank asks for it they rest. */
  readonly isGone: boolean;
}

/**
 * The lines whose entitlements hang on the money of the given ones. What is paid for a subscription's period keeps all of its seats going;
 * a period that is over keeps nothing.
 */
export async function concernedLines(tx: Tx, lineIds: readonly string[], { runsStill, isGone }: ConcernedBy): Promise<string[]> {
  if (!lineIds.length) return [];
  return (await prepared<{ id: string }>(tx, concerned, [lineIds, runsStill, isGone])).map(({ id }) => id);
}
