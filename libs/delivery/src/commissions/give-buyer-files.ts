import { prepared, statement, type Tx } from '@silkport/platform';
import { commissionLimits } from './commission-plan.js';
import { BuyerFileUnknown, TooManyBuyerFiles } from './commission.errors.js';

interface Waiting { id: string; givenAt: Date | null; noteId: string | null }

const lock = statement('delivery.lock_buyer_files', `
  SELECT id, given_at AS "givenAt", note_id AS "noteId" FROM delivery.buyer_files WHERE id = ANY ($1::uuid[]) AND entitlement_id = $2 ORDER BY id FOR UPDATE`);
const give = statement('delivery.give_buyer_files', 'UPDATE delivery.buyer_files SET given_at = $2, note_id = $3 WHERE id = ANY ($1::uuid[])');
const inBrief = statement('delivery.count_brief_files', `
  SELECT count(*)::int AS count FROM delivery.buyer_files WHERE entitlement_id = $1 AND given_at IS NOT NULL AND note_id IS NULL AND state <> 'refused'`);
const sameFiles = statement('delivery.are_brief_files', `
  SELECT coalesce((SELECT array_agg((file_name, size_bytes)::text ORDER BY file_name, size_bytes) FROM delivery.buyer_files WHERE id = ANY ($2::uuid[]) AND entitlement_id = $1), '{}')
    = coalesce((SELECT array_agg((file_name, size_bytes)::text ORDER BY file_name, size_bytes) FROM delivery.buyer_files WHERE entitlement_id = $1 AND given_at IS NOT NULL AND note_id IS NULL), '{}') AS "areSame"`);

/**
 * Makes files part of the brief, or of what is said with them, under the commission's lock. How far their check is does not matter: it
 * goes on, and what it refuses both sides see as refused.
 * @param noteId null of the brief @throws BuyerFileUnknown also for what was given already, TooManyBuyerFiles
 */
export async function giveBuyerFiles(tx: Tx, entitlementId: string, fileIds: readonly string[], { noteId, at }: { readonly noteId: string | null; readonly at: Date }): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (!ids.length) return;
  if (ids.length > commissionLimits.buyerFiles) throw new TooManyBuyerFiles({ max: commissionLimits.buyerFiles }, 'files');
  const files = await prepared<Waiting>(tx, lock, [ids, entitlementId]);
  if (files.length < ids.length || files.some(({ givenAt }) => givenAt)) throw new BuyerFileUnknown({}, 'files');
  await prepared(tx, give, [ids, at, noteId]);
}

/** The same for a brief that has been given: with those that it has, they are at most as many as of any. @returns whether some were not in it yet */
export async function addBriefFiles(tx: Tx, entitlementId: string, fileIds: readonly string[], at: Date): Promise<boolean> {
  const given = new Set((await prepared<Waiting>(tx, lock, [[...new Set(fileIds)], entitlementId])).filter(({ givenAt, noteId }) => givenAt && !noteId).map(({ id }) => id));
  const added = fileIds.filter((id) => !given.has(id));
  await giveBuyerFiles(tx, entitlementId, added, { noteId: null, at });
  const [{ count } = { count: 0 }] = await prepared<{ count: number }>(tx, inBrief, [entitlementId]);
  if (count > commissionLimits.buyerFiles) throw new TooManyBuyerFiles({ max: commissionLimits.buyerFiles }, 'files');
  return added.length > 0;
}

/** Whether these files are by name and size the brief's own: a form that was sent twice brings them anew. */
export async function areBriefFiles(tx: Tx, entitlementId: string, fileIds: readonly string[]): Promise<boolean> {
  const [row] = await prepared<{ areSame: boolean }>(tx, sameFiles, [entitlementId, fileIds]);
  return row?.areSame ?? false;
}
