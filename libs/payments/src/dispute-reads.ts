import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { DisputeStage } from './dispute-stages.js';
import type { EvidenceState } from './charge-dispute.entity.js';

export interface DisputeStanding {
  readonly disputeId: string;
  readonly reference: string;
  readonly amount: Money;
  readonly reason: string;
  readonly stage: DisputeStage;
  readonly evidence: EvidenceState;
  readonly evidenceDueBy: Date | null;
  readonly openedAt: Date;
}

interface Row { id: string; reference: string; amount_minor: bigint; currency: string; reason: string; stage: DisputeStage; evidence: EvidenceState; evidence_due_by: Date | null; opened_at: Date }

const ofReference = statement(
  'payments.disputes_of_reference',
  `SELECT id, reference, amount_minor, currency, reason, stage, evidence, evidence_due_by, opened_at FROM payments.disputes WHERE reference = $1 AND stage <> 'new' ORDER BY opened_at, id`,
);

@Injectable()
export class DisputeReads {
  constructor(private readonly database: Database) {}

  async ofReference(reference: string): Promise<readonly DisputeStanding[]> {
    const rows = await this.database.read<Row>(ofReference, [reference]);
    return rows.map(({ id, amount_minor, currency, evidence_due_by: evidenceDueBy, opened_at: openedAt, ...row }) => (
      { disputeId: id, reference: row.reference, amount: money(amount_minor, currency), reason: row.reason, stage: row.stage, evidence: row.evidence, evidenceDueBy, openedAt }
    ));
  }
}
