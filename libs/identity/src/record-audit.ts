import { toJson, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';

export interface AuditFact {
  /** Who did it; left out where the marketplace itself acted. */
  readonly personId?: string;
  /** What was done, in the past tense with its context: `identity.signed_in`. */
  readonly action: `${string}.${string}`;
  readonly happenedAt: Date;
  /** Ids, codes and amounts: never a password, a token or a card. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Appends to the audit log, within the transaction of what it records: both are kept, or neither. */
export async function recordAudit(tx: Tx, { personId, action, happenedAt, details = {} }: AuditFact): Promise<void> {
  await tx.query('INSERT INTO identity.audit_entries (id, person_id, action, happened_at, details) VALUES ($1, $2, $3, $4, $5)',
    [newId(), personId ?? null, action, happenedAt, toJson(details)]);
}
