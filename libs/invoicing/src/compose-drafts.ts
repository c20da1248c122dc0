import { Inject, Injectable } from '@nestjs/common';
import { OrderReads, type OrderPaid, type OrderRefunded } from '@silkport/ordering';
import { CONFIG, Database, reviveJson, statement, type Config } from '@silkport/platform';
import { ExchangeRates } from '@silkport/pricing';
import type { PeriodClosed } from '@silkport/settlement';
import { composeCommission } from './issuing/compose-commission.js';
import { composeCorrection, type IssuedInvoice } from './issuing/compose-correction.js';
import { composeSale } from './issuing/compose-sale.js';
import type { Draft } from './issuing/draft.js';
import { PaperMerchants } from './issuing/paper-merchants.js';
import type { SourceKind } from './pending-source.entity.js';

export interface NotedSource {
  readonly key: string;
  readonly kind: SourceKind;
  readonly payload: unknown;
}

const invoicesOfOrder = statement('invoicing.invoices_to_correct', `SELECT id, issuer, number, document FROM invoicing.invoices WHERE order_id = $1 AND kind = 'invoice' ORDER BY id`);

/** Gathers what a document says: the event's frozen amounts, the order's words, the merchants' names and legal facts. */
@Injectable()
export class ComposeDrafts {
  constructor(
    private readonly database: Database, private readonly orders: OrderReads, private readonly merchants: PaperMerchants, private readonly rates: ExchangeRates,
    @Inject(CONFIG) private readonly config: Pick<Config, 'operator'>,
  ) {}

  /** @param issuedOn calendar date @throws Error where something that the document needs is not there (yet): an invoice to credit, a merchant */
  async of({ kind, payload }: NotedSource, issuedOn: string): Promise<Draft[]> {
    switch (kind) {
      case 'order': return this.sale(reviveJson<OrderPaid>(payload), issuedOn);
      case 'refund': return this.correction(reviveJson<OrderRefunded>(payload), issuedOn);
      case 'commission': return this.commission(reviveJson<PeriodClosed>(payload), issuedOn);
    }
  }

  private async sale(paid: OrderPaid, issuedOn: string): Promise<Draft[]> {
    const [order, merchants, rates] = await Promise.all([this.orders.byId(paid.orderId), this.merchants.of(sellersOfParcels(paid.lines)), this.ratesOf(paid)]);
    if (!order) throw new Error(`The paid order ${paid.orderId} is not there`);
    return composeSale({ paid, order, merchants, rates, operator: this.config.operator, issuedOn });
  }

  private async correction(refund: OrderRefunded, issuedOn: string): Promise<Draft[]> {
    const rows = await this.database.read<IssuedInvoice>(invoicesOfOrder, [refund.orderId]);
    return composeCorrection(refund, rows.map((row) => ({ ...row, document: reviveJson<IssuedInvoice['document']>(row.document) })), issuedOn);
  }

  private async commission(period: PeriodClosed, issuedOn: string): Promise<Draft[]> {
    const merchant = (await this.merchants.of([period.merchantId])).get(period.merchantId);
    if (!merchant) throw new Error(`The merchant ${period.merchantId} of a closed period is in no cluster`);
    return composeCommission(period, merchant, this.config.operator, issuedOn);
  }

  /** Those that the order was frozen with, where a tax is remitted in another currency; most orders need none. */
  private async ratesOf({ total, lines }: OrderPaid) {
    const isConverted = lines.some(({ taxes }) => taxes.some(({ remittanceAmount }) => remittanceAmount.currency !== total.currency));
    return isConverted ? this.rates.ofSet(lines[0]?.rateSetId ?? '') : null;
  }
}

function sellersOfParcels(lines: OrderPaid['lines']): string[] {
  return [...new Set(lines.filter(({ deliveryKind }) => deliveryKind === 'parcel').map(({ merchantId }) => merchantId))];
}
