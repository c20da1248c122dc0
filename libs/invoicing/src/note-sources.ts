import { Injectable } from '@nestjs/common';
import { orderPaid, orderRefunded, type OrderPaid, type OrderRefunded } from '@silkport/ordering';
import { Handles, prepared, statement, toJson, type Tx } from '@silkport/platform';
import { periodClosed, type PeriodClosed } from '@silkport/settlement';
import { Clock } from '@silkport/values';
import type { SourceKind } from './pending-source.entity.js';

const note = statement('invoicing.note_source', `
  INSERT INTO invoicing.pending_sources (key, kind, payload, due_at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING`);

/** Notes what a document is owed for. Numbers are given by `IssueInvoices`, a minute later at most: a series is one row, and orders that are paid must not queue for it. */
@Injectable()
export class NoteSources {
  constructor(private readonly clock: Clock) {}

  @Handles(orderPaid, 'invoicing/issue')
  async onOrderPaid(tx: Tx, order: OrderPaid): Promise<void> {
    await this.note(tx, 'order', order.orderId, order);
  }

  @Handles(orderRefunded, 'invoicing/credit')
  async onOrderRefunded(tx: Tx, refund: OrderRefunded): Promise<void> {
    await this.note(tx, 'refund', refund.refundId, refund);
  }

  @Handles(periodClosed, 'invoicing/bill-commission')
  async onPeriodClosed(tx: Tx, period: PeriodClosed): Promise<void> {
    await this.note(tx, 'commission', `${period.merchantId}:${period.period}:${period.currency}`, period);
  }

  private async note(tx: Tx, kind: SourceKind, reference: string, payload: object): Promise<void> {
    await prepared(tx, note, [`${kind}:${reference}`, kind, toJson(payload), this.clock.now()]);
  }
}
