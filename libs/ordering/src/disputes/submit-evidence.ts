import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { DisputeClosed, DisputeUnknown, SubmitDisputeEvidence, type DisputeEvidence } from '@silkport/payments';
import { Database, Handles, job, Outbox, Runs, statement, type Tx } from '@silkport/platform';
import { disputeEvidence, type EvidenceFacts } from './dispute-evidence.js';
import { OrderReads } from '../order-reads.js';
import { deliveryLogGiven, type DeliveryLogGiven } from '../ordering.events.js';

const submitEvidence = job<DeliveryLogGiven>('ordering/submit-dispute-evidence');

/** What the evidence said, such as addresses, is not read: the bank is not told it. */
const seen = statement('ordering.places_of_order', `
  SELECT (SELECT jsonb_agg(jsonb_build_object('kind', item->'kind', 'country', item->'country') ORDER BY place) FROM jsonb_array_elements(q.evidence) WITH ORDINALITY AS e (item, place)) AS evidence
  FROM ordering.quotes q JOIN ordering.orders o ON o.quote_id = q.id WHERE o.id = $1`);

/** Answers a buyer's bank by itself: with what was ordered and agreed, where the buyer was, and what was delivered when. */
@Injectable()
export class SubmitEvidence {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderReads,
    private readonly submit: SubmitDisputeEvidence,
    private readonly phrases: Phrases,
    private readonly outbox: Outbox,
  ) {}

  /** Whoever delivers has said what was received: all that there is to say is known now. */
  @Handles(deliveryLogGiven, 'ordering/gather-evidence')
  async gather(tx: Tx, log: DeliveryLogGiven): Promise<void> {
    await this.outbox.enqueue(tx, submitEvidence, log, `evidence:${log.disputeId}`);
  }

  @Runs(submitEvidence)
  async run(log: DeliveryLogGiven): Promise<void> {
    const evidence = await this.evidenceOf(log);
    if (!evidence) return;
    try {
      await this.submit.run({ disputeId: log.disputeId, evidence, submit: true });
    } catch (error) {
      // The bank has decided meanwhile, or the dispute is none of ours.
      if (!(error instanceof DisputeClosed) && !(error instanceof DisputeUnknown)) throw error;
    }
  }

  private async evidenceOf({ orderId, entries }: DeliveryLogGiven): Promise<DisputeEvidence | undefined> {
    const order = await this.orders.byId(orderId);
    if (!order) return undefined;
    const [quote] = await this.database.read<Pick<EvidenceFacts, 'evidence'>>(seen, [orderId]);
    return disputeEvidence({ order, entries, evidence: quote?.evidence ?? [] }, (key) => this.phrases.say(order.locale, key));
  }
}
