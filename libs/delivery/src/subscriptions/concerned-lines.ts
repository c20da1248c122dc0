import { prepared, statement, type Tx } from '@silkport/platform';

const concerned = statement('delivery.concerned_lines', `
  WITH given AS (SELECT id, l.subscription_id, l.role, l.paid_at FROM unnest($1::uuid[]) AS id LEFT JOIN delivery.subscription_lines l ON l.order_line_id = id)
  SELECT id FROM given WHERE subscription_id IS NULL OR role = 'seats' OR NOT $2::boolean
  UNION
  SELECT granting.order_line_id FROM given g JOIN delivery.subscription_lines granting USING (subscription_id)
  WHERE g.role <> 'seats' AND granting.role IN ('first', 'seats')
    AND NOT ($2::boolean AND EXISTS (SELECT FROM delivery.subscription_lines newer WHERE newer.subscription_id = g.subscription_id AND newer.role = 'renewal' AND newer.paid_at > g.paid_at))
  ORDER BY id`);

/**
 * The lines whose entitlements hang on the money of the given ones. What is paid for a subscription's period keeps all of its seats going;
 * a period that is over keeps nothing. @param runsStill whether periods that are over are left out
 */
export async function concernedLines(tx: Tx, lineIds: readonly string[], runsStill: boolean): Promise<string[]> {
  if (!lineIds.length) return [];
  return (await prepared<{ id: string }>(tx, concerned, [lineIds, runsStill])).map(({ id }) => id);
}
