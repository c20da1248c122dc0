import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { Stripe } from 'stripe';
import { applyDispute } from './apply-dispute.js';
import type { DisputeEvidence } from './dispute-evidence.js';
import type { ChargeDispute } from './charge-dispute.entity.js';
import { isWithBank } from './dispute-stages.js';
import { DisputeClosed, DisputeUnknown } from '../payments.errors.js';
import { refusalCode } from '../stripe-answers.js';
import { StripeDisputes } from './stripe-disputes.js';

export interface EvidenceRequest {
  /** Stripe's id, as `disputeChanged` tells it. */
  readonly disputeId: string;
  readonly evidence: DisputeEvidence;
  /** False keeps a draft at Stripe, which can be changed; true sends it to the bank, once. */
  readonly submit: boolean;
}

export interface EvidenceView {
  readonly disputeId: string;
  readonly evidence: 'draft' | 'submitted';
}

interface DisputeRow { charge_id: string; reference: string; stage: ChargeDispute['stage']; evidence: ChargeDispute['evidence'] }

const byId = statement('payments.dispute_by_id', 'SELECT charge_id, reference, stage, evidence FROM payments.disputes WHERE id = $1');
const drafted = statement('payments.note_draft', `UPDATE payments.disputes SET evidence = 'draft' WHERE id = $1 AND evidence = 'none'`);
const ended: readonly string[] = ['won', 'lost', 'warning_closed'] satisfies ChargeDispute['stage'][];

/** Answers the buyer's bank. What is with the bank stays as it is: asked again, it answers the same and sends nothing. */
@Injectable()
export class SubmitDisputeEvidence {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly disputes: StripeDisputes,
    private readonly clock: Clock,
  ) {}

  /** @throws DisputeUnknown @throws DisputeClosed @throws PaymentProviderAway */
  async run({ disputeId, evidence, submit }: EvidenceRequest): Promise<EvidenceView> {
    const [stored] = await this.database.read<DisputeRow>(byId, [disputeId]);
    if (!stored) throw new DisputeUnknown();
    if (stored.evidence === 'submitted') return { disputeId, evidence: 'submitted' };
    if (ended.includes(stored.stage)) throw new DisputeClosed();
    const dispute = await this.answered(disputeId, evidence, submit);
    const isSubmitted = isWithBank(dispute);
    await this.database.transaction((tx) => applyDispute(tx, this.outbox, { id: stored.charge_id, reference: stored.reference }, dispute, this.clock.now()));
    if (!isSubmitted) await this.database.read(drafted, [disputeId]);
    return { disputeId, evidence: isSubmitted ? 'submitted' : 'draft' };
  }

  /** Looks first, since an earlier try may have reached the bank and its answer been lost. */
  private async answered(disputeId: string, evidence: DisputeEvidence, submit: boolean): Promise<Stripe.Dispute> {
    const known = await this.disputes.retrieve(disputeId);
    if (isWithBank(known)) return known;
    const key = createHash('sha256').update(JSON.stringify([evidence, submit, known.status])).digest('hex').slice(0, 32);
    try {
      return await this.disputes.update(disputeId, evidence, submit, `evidence:${disputeId}:${key}`);
    } catch (error) {
      if (refusalCode(error) === undefined) throw error;
      const now = await this.disputes.retrieve(disputeId);
      if (isWithBank(now)) return now;
      throw new DisputeClosed();
    }
  }
}
