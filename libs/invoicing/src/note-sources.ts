import { Injectable } from '@nestjs/common';
import { orderPaid, orderRefunded, type OrderPaid, type OrderRefunded } from '@silkport/ordering';
import { Handles, HandlesTogether, prepared, statement, toJson, type Delivered, type Tx } from '@silkport/platform';
import { periodClosed, type PeriodClosed } from '@silkport/settlement';
import { Clock } from '@silkport/values';
import type { SourceKind } from './pending-source.entity.js';

const note = statement('invoicing.note_source', `
  INSERT INTO invoicing.pending_sources (key, kind, payload, due_at) SELECT key, $2::text, payload, $4::timestamptz FROM unnest($1::text[], $3::jsonb[]) AS w (key, payload) ON CONFLICT (key) DO NOTHING`);

/** Notes what a document is owed for. Numbers are given by `IssueInvoices`, a minute later at most: a series is one row, and orders that are paid must not queue for it. */
@Injectable()
export class NoteSources {
  constructor(private readonly clock: Clock) {}

  @HandlesTogether(orderPaid, 'invoicing/issue')
  async onOrderPaid(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    // Nothing is invoiced for nothing, as a trial begins with.
    const owed = events.filter(({ payload }) => payload.total.amountMinor > 0n);
    if (owed.length) await this.note(tx, 'order', owed.map(({ payload }) => [payload.orderId, payload]));
  }

  @Handles(orderRefunded, 'invoicing/credit')
  async onOrderRefunded(tx: Tx, refund: OrderRefunded): Promise<void> {
    await this.note(tx, 'refund', [[refund.refundId, refund]]);
  }

  @Handles(periodClosed, 'invoicing/bill-commission')
  async onPeriodClosed(tx: Tx, period: PeriodClosed): Promise<void> {
    await this.note(tx, 'commission', [[`${period.merchantId}:${period.period}:${period.currency}`, period]]);
  }

  private async note(tx: Tx, kind: SourceKind, sources: readonly (readonly [reference: string, payload: object])[]): Promise<void> {
    await prepared(tx, note, [sources.map(([reference]) => `${kind}:${reference}`), kind, sources.map(([, payload]) => toJson(payload)), this.clock.now()]);
  }
}
