import { Injectable } from '@nestjs/common';
import { InvoiceReads, type InvoiceSummary } from '@silkport/invoicing';
import { hasBeenPaid, RefundReads, rightsOf, type LineRight, type OrderRefundView, type OrderView } from '@silkport/ordering';
import { Clock } from '@silkport/values';

/** What has been written about a paid order besides the order itself. */
export interface OrderRecord {
  readonly refunds: readonly OrderRefundView[];
  readonly invoices: readonly InvoiceSummary[];
  readonly rights: readonly LineRight[];
}

const none: OrderRecord = { refunds: [], invoices: [], rights: [] };

@Injectable()
export class OrderRecords {
  constructor(private readonly refunds: RefundReads, private readonly invoices: InvoiceReads, private readonly clock: Clock) {}

  /** The caller has made sure that the reader holds the order. */
  async of(order: OrderView): Promise<OrderRecord> {
    if (!hasBeenPaid(order.status)) return none;
    const [refunds, invoices] = await Promise.all([this.refunds.ofOrder(order.id), this.invoices.ofOrder(order.id)]);
    return { refunds, invoices, rights: rightsOf(order, this.clock.now()) };
  }
}
