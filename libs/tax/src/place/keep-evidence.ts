import { newId } from '@silkport/values';
import type { LocationEvidence } from '../tax-request.js';

const yearsKept = 10;

/** ISO 3166 leaves ZZ to users: what is kept of a code that is none. Evidence must never stop a payment. */
const unknownCountry = 'ZZ';

/**
 * The last day of the tenth year after the one in which the evidence was seen (Directive 2006/112/EC art. 369: ten years from the end
 * of the year of the supply).
 */
export function retainedUntil(seenAt: string): string {
  return `${new Date(seenAt).getUTCFullYear() + yearsKept}-12-31`;
}

/** Rows for `json_to_recordset`, in the columns' names. */
export function evidenceRows({ orderId, evidence }: { readonly orderId: string; readonly evidence: readonly LocationEvidence[] }): object[] {
  return evidence.map(({ kind, country, raw, seenAt }) => ({
    id: newId(), order_id: orderId, kind, country: /^[A-Z]{2}$/.test(country) ? country : unknownCountry, raw: raw.replaceAll('\0', ''), seen_at: seenAt, retained_until: retainedUntil(seenAt),
  }));
}

/** The part of a statement that keeps the evidence of parameter $1. */
export const insertEvidence = `INSERT INTO tax.location_evidence (id, order_id, kind, country, raw, seen_at, retained_until)
  SELECT id, order_id, kind, country, raw, seen_at, retained_until
  FROM json_to_recordset($1::json) AS e(id uuid, order_id uuid, kind text, country char(2), raw text, seen_at timestamptz, retained_until date)`;
