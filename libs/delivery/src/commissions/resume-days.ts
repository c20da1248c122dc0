import { prepared, statement, type Tx } from '@silkport/platform';

const stopped = `SELECT DISTINCT ON (entitlement_id) entitlement_id, changed_at AS stopped_at FROM delivery.entitlement_transitions
    WHERE entitlement_id = ANY ($1::uuid[]) AND to_state IN ('granted', 'suspended') ORDER BY entitlement_id, id DESC`;
const resumeAcceptance = statement('delivery.resume_days_to_accept', `
  UPDATE delivery.milestones m SET accept_by = m.accept_by + greatest($2::timestamptz - greatest(s.stopped_at, m.changed_at), interval '0')
  FROM (${stopped}) AS s WHERE m.entitlement_id = s.entitlement_id AND m.state = 'handed_over'`);
const resumeBrief = statement('delivery.resume_days_to_brief', `
  UPDATE delivery.commissions c SET brief_by = c.brief_by + greatest($2::timestamptz - s.stopped_at, interval '0')
  FROM (${stopped}) AS s WHERE c.entitlement_id = s.entitlement_id AND c.brief_given_at IS NULL`);

/**
 * Gives a buyer the days back in which access was stopped, by whomever: what counts as accepted or as given up after some days has had
 * these days only when it could be looked at. In the transaction in which access comes back, after that is written down.
 */
export async function resumeDays(tx: Tx, entitlementIds: readonly string[], at: Date): Promise<void> {
  await prepared(tx, resumeAcceptance, [entitlementIds, at]);
  await prepared(tx, resumeBrief, [entitlementIds, at]);
}
