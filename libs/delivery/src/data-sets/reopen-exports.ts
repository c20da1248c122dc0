import { Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import { applyExportVerdict } from './apply-export-verdicts.js';
import type { DataSet } from './data-set.entity.js';

interface Reopening {
  readonly productId: string;
  /** Null where nobody is known: who decided before stays named. */
  readonly personId: string | null;
  readonly reason: string;
  readonly source: string;
  readonly at: Date;
}

const endExemption = statement('delivery.end_export_exemption', 'DELETE FROM delivery.export_exemptions WHERE product_id = $1 RETURNING decided_by AS "decidedBy"');
const supersedeAllowed = statement('delivery.supersede_allowed_exports', `
  UPDATE delivery.export_verdicts SET superseded_at = $2 WHERE product_id = $1 AND superseded_at IS NULL AND verdict = 'allowed' RETURNING country, decided_by AS "decidedBy"`);
const undecided = statement('delivery.undecided_exports', `
  SELECT DISTINCT e.buyer_country AS country FROM delivery.entitlements e WHERE e.product_id = $1 AND e.state IN ('granted', 'active', 'suspended')
    AND NOT EXISTS (SELECT FROM delivery.export_verdicts v WHERE v.product_id = $1 AND v.country = e.buyer_country AND v.superseded_at IS NULL)`);
const open = statement('delivery.open_export_verdicts', `
  INSERT INTO delivery.export_verdicts (id, product_id, country, verdict, reason, source, decided_by, decided_at)
  SELECT id, $3, country, 'open', $4, $5, decided_by, $7 FROM unnest($1::uuid[], $2::text[], $6::uuid[]) AS o (id, country, decided_by)
  ON CONFLICT (product_id, country) WHERE superseded_at IS NULL DO NOTHING`);

export type DescribedBefore = Pick<DataSet, 'personalData' | 'versionHash' | 'tables' | 'companions'>;

/**
 * Whether what was decided on a data set was decided on another one: people stand in it otherwise, it has other tables, columns or files
 * that no query reads, or there are people in it who can be found again and it is not the same to the byte.
 */
export function isAnother(before: DescribedBefore | undefined, after: DescribedBefore): boolean {
  if (!before) return after.personalData !== 'none';
  const schema = ({ tables, companions }: DescribedBefore) => JSON.stringify([tables.map(({ name, columns }) => [name, columns.map((column) => [column.name, column.type])]), companions.map(({ fileName }) => fileName).toSorted()]);
  const names = ['pseudonymised', 'personal'].includes(after.personalData);
  return before.personalData !== after.personalData || schema(before) !== schema(after) || (names && before.versionHash !== after.versionHash);
}

/** Ends the exemption of a data set: where it was bought and nothing is decided, the question is open. @returns whether there was one */
export async function reopenExempt(tx: Tx, outbox: Outbox, given: Reopening): Promise<boolean> {
  const [ended] = await prepared<{ decidedBy: string }>(tx, endExemption, [given.productId]);
  if (!ended) return false;
  const countries = await prepared<{ country: string }>(tx, undecided, [given.productId]);
  await openAgain(tx, countries.map(({ country }) => ({ country, decidedBy: ended.decidedBy })), given);
  await outbox.enqueue(tx, applyExportVerdict, { productId: given.productId, country: null }, `export-verdict:${given.productId}`);
  return true;
}

/** The same for all that was allowed; what was refused stays refused. @returns whether anything was open to be decided again */
export async function reopenAllowed(tx: Tx, outbox: Outbox, given: Reopening): Promise<boolean> {
  const allowed = await prepared<{ country: string; decidedBy: string }>(tx, supersedeAllowed, [given.productId, given.at]);
  await openAgain(tx, allowed, given);
  const wasExempt = await reopenExempt(tx, outbox, given);
  if (allowed.length && !wasExempt) await outbox.enqueue(tx, applyExportVerdict, { productId: given.productId, country: null }, `export-verdict:${given.productId}`);
  return wasExempt || allowed.length > 0;
}

async function openAgain(tx: Tx, before: readonly { country: string; decidedBy: string }[], { productId, personId, reason, source, at }: Reopening): Promise<void> {
  if (before.length) await prepared(tx, open, [before.map(() => newId()), before.map(({ country }) => country), productId, reason, source, before.map(({ decidedBy }) => personId ?? decidedBy), at]);
}
