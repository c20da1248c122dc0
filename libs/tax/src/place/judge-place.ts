import { prepared, statement, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { PlaceJudgement, PlaceStanding } from './place-judgement.entity.js';
import { placeVerdict } from './place-verdict.js';
import type { EvidenceKind } from '../tax-request.js';

type Item = PlaceJudgement['items'][number];

export type Judged = Pick<PlaceJudgement, 'country' | 'verdict' | 'items'>;

/**
 * What the evidence of an order comes to beside the place that its taxes were computed for; pure. One item that speaks for another place
 * contradicts, also where most do not.
 */
export function judgePlace(taxedIn: string, evidence: readonly { readonly kind: EvidenceKind; readonly country: string }[]): Judged {
  const items = evidence.map(({ kind, country }): Item => ({ kind, country }));
  const declared = items.find(({ kind }) => kind === 'self-declared')?.country ?? taxedIn;
  const { country, place } = placeVerdict(declared, items.map((item) => ({ ...item, raw: '', seenAt: '' })));
  const verdict: PlaceStanding = place === 'tie' || place === 'majority' || country !== taxedIn ? 'contradicted' : place;
  return { country, verdict, items };
}

const last = statement('tax.last_verdicts', `SELECT DISTINCT ON (order_id) order_id AS "orderId", taxed_in AS "taxedIn", country, verdict, items FROM tax.place_verdicts
  WHERE order_id = ANY ($1::uuid[]) ORDER BY order_id, id DESC`);
const seen = statement('tax.evidence_to_judge', 'SELECT order_id AS "orderId", kind, country FROM tax.location_evidence WHERE order_id = ANY ($1::uuid[]) ORDER BY seen_at, id');

/** The part of a statement that keeps the rows of a parameter. */
export const insertVerdicts = (parameter: string) => `INSERT INTO tax.place_verdicts (id, order_id, taxed_in, country, verdict, items)
  SELECT id, order_id, taxed_in, country, verdict, items
  FROM json_to_recordset(${parameter}::json) AS v(id uuid, order_id uuid, taxed_in char(2), country char(2), verdict text, items jsonb)`;
const keep = statement('tax.keep_verdicts', insertVerdicts('$1'));

/** Judges orders anew by all evidence that is kept of them now, and puts on record what has changed. An order that was not judged yet, as it is not paid, is left alone. */
export async function judgeAgain(tx: Tx, orderIds: readonly string[]): Promise<void> {
  const judged = await prepared<Omit<PlaceJudgement, 'id' | 'judgedAt'>>(tx, last, [orderIds]);
  if (!judged.length) return;
  const evidence = Map.groupBy(await prepared<Item & { orderId: string }>(tx, seen, [judged.map(({ orderId }) => orderId)]), ({ orderId }) => orderId);
  const rows = judged.flatMap(({ orderId, taxedIn, items: before }) => {
    const now = judgePlace(taxedIn, evidence.get(orderId) ?? []);
    return now.items.length === before.length ? [] : [verdictRow(orderId, taxedIn, now)];
  });
  if (rows.length) await prepared(tx, keep, [JSON.stringify(rows)]);
}

/** A row for `insertVerdicts`. */
export function verdictRow(orderId: string, taxedIn: string, { country, verdict, items }: Judged): object {
  return { id: newId(), order_id: orderId, taxed_in: taxedIn, country, verdict, items };
}
