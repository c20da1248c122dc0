import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { EvidenceAccess } from './location-evidence.entity.js';
import { EvidenceUnknown, PurposeMissing } from '../tax.errors.js';
import type { EvidenceKind, LocationEvidence } from '../tax-request.js';

export interface EvidenceReader {
  readonly personId: string;
  /** Why it is looked at, in the reader's own words. */
  readonly purpose: string;
}

export interface KeptEvidence extends LocationEvidence {
  /** Calendar date; not deleted before. */
  readonly retainedUntil: string;
}

interface Row { kind: EvidenceKind; country: string; raw: string; seen_at: Date; retained_until: string }

const ofOrder = statement('tax.evidence_of_order', `SELECT kind, country, raw, seen_at, to_char(retained_until, 'YYYY-MM-DD') AS retained_until
  FROM tax.location_evidence WHERE order_id = $1 ORDER BY seen_at, id`);

/** The raw evidence of an order; who looks, when and why is on record before anything is shown. */
@Injectable()
export class ReadEvidence {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws PurposeMissing, EvidenceUnknown where nothing is kept; the look is on record all the same */
  async run(orderId: string, { personId, purpose }: EvidenceReader): Promise<readonly KeptEvidence[]> {
    if (!purpose.trim()) throw new PurposeMissing({}, 'purpose');
    await this.database.transaction((tx) => tx.insert(EvidenceAccess, { id: newId(), orderId, personId, purpose: purpose.trim(), accessedAt: this.clock.now() }));
    const rows = await this.database.read<Row>(ofOrder, [orderId]);
    if (!rows.length) throw new EvidenceUnknown({}, 'orderId');
    return rows.map(({ kind, country, raw, seen_at: seenAt, retained_until: retained }) => ({ kind, country, raw, seenAt: seenAt.toISOString(), retainedUntil: retained }));
  }
}
