import { Injectable, Logger } from '@nestjs/common';
import { Database, statement, toJson } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import type { BillingInvoicePaid } from './billing.events.js';

const hold = statement('payments.hold_unordered', `
  INSERT INTO payments.held_invoices AS h (id, stripe_invoice_id, subscription_id, reference, reason, detail, amount_minor, currency, paid_at, told, held_at, tried_at)
  SELECT $1, i.stripe_invoice_id, i.subscription_id, i.reference, 'no_order', $3, $4, $5, i.paid_at, $6, $7, $7 FROM payments.subscription_invoices i WHERE i.reference = $2
  ON CONFLICT (stripe_invoice_id) DO UPDATE SET state = 'held', reason = excluded.reason, detail = excluded.detail, reference = excluded.reference, told = excluded.told, tried_at = excluded.tried_at, tries = h.tries + 1, decided_at = NULL
    WHERE h.state <> 'set_aside'
  RETURNING tries = 1 AS "isNew"`);
const free = statement('payments.free_unordered', `UPDATE payments.held_invoices SET state = 'taken', decided_at = $2 WHERE reference = $1 AND state = 'held'`);
const refused = statement('payments.unordered_set_aside', `SELECT FROM payments.held_invoices WHERE reference = $1 AND state = 'set_aside'`);

/** Periods that were paid for and of which whoever takes orders could make none yet: an admin sees them, and they stop nobody else's. */
@Injectable()
export class UnorderedPeriods {
  private readonly logger = new Logger('payments');

  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @param detail what stood in the way, in technical words */
  async hold(paid: BillingInvoicePaid, detail: string): Promise<void> {
    const { reference, charged, subscriptionId } = paid;
    const [held] = await this.database.read<{ isNew: boolean }>(hold, [newId(), reference, detail.slice(0, 1000), charged.amountMinor, charged.currency, toJson(paid), this.clock.now()]);
    if (held?.isNew) this.logger.error(`A paid period of the subscription ${subscriptionId} makes no order (${reference}): ${detail}`);
  }

  /** Its order was made. */
  async free(reference: string): Promise<void> {
    await this.database.read(free, [reference, this.clock.now()]);
  }

  /** Whether an admin has decided that no order is to be made of it. */
  async isSetAside(reference: string): Promise<boolean> {
    return (await this.database.read(refused, [reference])).length > 0;
  }
}
