import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { findMarket } from '@silkport/markets';
import { Database, Idempotency, Outbox, prepared, statement, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, isId, newId } from '@silkport/values';
import { applyExportVerdict } from './apply-export-verdicts.js';
import { ExportDecisionRefused } from './data-set.errors.js';
import { reopenExempt } from './reopen-exports.js';
import { ExportExemption, ExportVerdict, type ExportVerdictKind } from './export-verdict.entity.js';

export interface ExportDecision {
  readonly productId: string;
  /** Where the buyers are, ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly verdict: ExportVerdictKind;
  readonly reason: string;
  /** The law, regulation or assessment. */
  readonly source: string;
  readonly personId: string;
}

const supersede = statement('delivery.supersede_export_verdict', 'UPDATE delivery.export_verdicts SET superseded_at = $3 WHERE product_id = $1 AND country = $2 AND superseded_at IS NULL');
const lock = statement('delivery.lock_export_verdict', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 680))');

/** Decides whether a data set may leave for a country/region. What waits for it, or runs already, follows by a job. */
@Injectable()
export class DecideExport {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** @returns the decision's id: a repeated request's first one @throws ExportDecisionRefused */
  async run(decision: ExportDecision, idempotent?: IdempotentRequest): Promise<string> {
    const { productId, country, personId } = decision;
    if (!findMarket(country) || !isId(productId)) throw new ExportDecisionRefused({}, 'country');
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && await this.idempotency.claim(tx, idempotent, id);
      if (earlier) return earlier;
      const decidedAt = this.clock.now();
      await prepared(tx, lock, [`${productId} ${country}`]);
      await prepared(tx, supersede, [productId, country, decidedAt]);
      const { personId: decidedBy, ...decided } = decision;
      await tx.insert(ExportVerdict, { ...decided, id, decidedBy, decidedAt, supersededAt: null });
      await recordAudit(tx, { personId, action: 'delivery.export_decided', happenedAt: decidedAt, details: { verdictId: id, ...decided } });
      await this.outbox.enqueue(tx, applyExportVerdict, { productId, country }, `export-verdict:${productId}:${country}`);
      return id;
    });
  }

  /** A data set that needs no decision; what waits for one is released everywhere. Doing it again changes nothing but the reason. @throws ExportDecisionRefused */
  async exempt({ productId, reason, personId }: Pick<ExportDecision, 'productId' | 'reason' | 'personId'>): Promise<void> {
    if (!isId(productId)) throw new ExportDecisionRefused({}, 'productId');
    await this.database.transaction((tx) => this.noteExempt(tx, productId, reason, personId));
  }

  /** It needs decisions again; where it was bought and none was made, it is withheld until then. Where it is not exempt nothing changes. @throws ExportDecisionRefused */
  async endExemption({ productId, personId }: Pick<ExportDecision, 'productId' | 'personId'>): Promise<void> {
    if (!isId(productId)) throw new ExportDecisionRefused({}, 'productId');
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const isEnded = await reopenExempt(tx, this.outbox, { productId, personId, reason: 'the exemption was ended', source: 'end of the exemption', at });
      if (isEnded) await recordAudit(tx, { personId, action: 'delivery.export_exemption_ended', happenedAt: at, details: { productId } });
    });
  }

  private async noteExempt(tx: Tx, productId: string, reason: string, personId: string): Promise<void> {
    const decidedAt = this.clock.now();
    await tx.upsert(ExportExemption, { productId, reason, decidedBy: personId, decidedAt }, ['productId']);
    await recordAudit(tx, { personId, action: 'delivery.export_exempted', happenedAt: decidedAt, details: { productId, reason } });
    await this.outbox.enqueue(tx, applyExportVerdict, { productId, country: null }, `export-verdict:${productId}`);
  }
}
