import { Injectable } from '@nestjs/common';
import { Database, Idempotency, Outbox, prepared, reviveJson, statement, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { HeldInvoiceDecided, HeldInvoiceUnknown, NothingToRefund } from '../payments.errors.js';
import { billingInvoicePaid, type BillingInvoicePaid } from './billing.events.js';
import { followSubscription } from './follow-subscription.js';
import { giveUnorderedBack } from './give-unordered-back.js';
import type { HeldInvoiceState, HeldReason } from './held-invoice.entity.js';

export interface SettingAside {
  readonly id: string;
  readonly personId: string;
  /** Why, for the record. */
  readonly note: string;
  /** Whether the buyer's money is sent back, where it was taken by card. */
  readonly givesBack: boolean;
}

interface Held { state: HeldInvoiceState; reason: HeldReason; reference: string | null; told: unknown; stripeSubscriptionId: string }

const lock = statement('payments.lock_held_invoice', `
  SELECT h.state, h.reason, h.reference, h.told, s.stripe_subscription_id AS "stripeSubscriptionId" FROM payments.held_invoices h JOIN payments.subscriptions s ON s.id = h.subscription_id WHERE h.id = $1 FOR UPDATE OF h`);
const setAside = statement('payments.set_invoice_aside', `UPDATE payments.held_invoices SET state = 'set_aside', decided_at = $2, decided_by = $3, note = $4 WHERE id = $1`);

/** What an admin does about a paid invoice of which no order could be made. */
@Injectable()
export class DecideHeldInvoice {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /** Tries again, in a moment: what can be taken now is held no more. @throws HeldInvoiceUnknown, HeldInvoiceDecided */
  async retry(id: string, request?: IdempotentRequest): Promise<void> {
    await this.decide(id, request, async (tx, { told, stripeSubscriptionId }) => {
      if (told !== null) await this.outbox.publish(tx, billingInvoicePaid, reviveJson<BillingInvoicePaid>(told));
      else await this.outbox.enqueue(tx, followSubscription, { stripeSubscriptionId }, `payments/follow-subscription:${stripeSubscriptionId}`);
    });
  }

  /** Makes no order of it, ever. @throws HeldInvoiceUnknown, HeldInvoiceDecided, NothingToRefund where nothing was taken by card */
  async setAside({ id, personId, note, givesBack }: SettingAside, request?: IdempotentRequest): Promise<void> {
    await this.decide(id, request, async (tx, { reference }) => {
      if (givesBack && reference === null) throw new NothingToRefund({}, 'givesBack');
      await prepared(tx, setAside, [id, this.clock.now(), personId, note]);
      if (givesBack && reference !== null) await this.outbox.enqueue(tx, giveUnorderedBack, { reference }, `give-unordered-back:${reference}`);
    });
  }

  private async decide(id: string, request: IdempotentRequest | undefined, act: (tx: Tx, held: Held) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (request && (await this.idempotency.claim(tx, request, id))) return;
      const [held] = await prepared<Held>(tx, lock, [id]);
      if (!held) throw new HeldInvoiceUnknown();
      if (held.state !== 'held') throw new HeldInvoiceDecided();
      await act(tx, held);
    });
  }
}
