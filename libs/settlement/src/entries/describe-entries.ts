import { Injectable } from '@nestjs/common';
import { orderPaid, orderRefunded, type OrderPaid, type OrderRefunded, type PaidLine, type RefundedLine } from '@silkport/ordering';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';
import { subtractMoney, type Money } from '@silkport/values';
import { writeEntries } from './enter-for-merchants.js';
import type { MerchantPosting } from './merchant-postings.js';

const describe = statement('settlement.describe_entries', `
  INSERT INTO settlement.merchant_entry_details (ledger_key, merchant_id, currency, order_number, gross_minor, tax_minor, commission_minor, commission_tax_minor)
  SELECT $1, w.merchant_id, w.currency, $2, sum(w.gross), sum(w.tax), sum(w.commission), sum(w.commission_tax)
  FROM unnest($3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[]) AS w (merchant_id, currency, gross, tax, commission, commission_tax)
  GROUP BY w.merchant_id, w.currency ON CONFLICT DO NOTHING`);

type Line = Pick<PaidLine & RefundedLine, 'merchantId' | 'merchantTotal' | 'merchantNet' | 'commission' | 'commissionTax' | 'payable'>;

/** The transaction that is posted for the same event. */
type About = MerchantPosting['transaction'] & { readonly orderNumber: string };

/** Keeps what each merchant's part of a sale or refund was made of, for its statement; the postings themselves know only what is left. */
@Injectable()
export class DescribeEntries {
  @Handles(orderPaid, 'settlement/describe-sale')
  async sale(tx: Tx, { orderId, orderNumber, paidAt, lines }: OrderPaid): Promise<void> {
    await write(tx, { key: `sale:${orderId}`, kind: 'sale', reference: orderId, occurredAt: new Date(paidAt), orderNumber }, lines, 1n);
  }

  /** What was held and refused was never sold, so no merchant had a part in it. */
  @Handles(orderRefunded, 'settlement/describe-refund')
  async refund(tx: Tx, { refundId, orderId, orderNumber, reason, refundedAt, lines }: OrderRefunded): Promise<void> {
    if (reason === 'held_and_refused') return;
    const kind = reason === 'chargeback' ? 'chargeback' : 'refund';
    await write(tx, { key: `refund:${refundId}`, kind, reference: orderId, occurredAt: new Date(refundedAt), orderNumber }, lines, -1n);
  }
}

async function write(tx: Tx, { orderNumber, ...transaction }: About, lines: readonly Line[], sign: 1n | -1n): Promise<void> {
  const column = (amountOf: (line: Line) => Money) => lines.map((line) => (amountOf(line).amountMinor * sign).toString());
  await prepared(tx, describe, [
    transaction.key, orderNumber, lines.map(({ merchantId }) => merchantId), lines.map(({ merchantTotal }) => merchantTotal.currency), column(({ merchantTotal }) => merchantTotal),
    column(({ merchantTotal, merchantNet }) => subtractMoney(merchantTotal, merchantNet)), column(({ commission }) => commission), column(({ commissionTax }) => commissionTax),
  ]);
  await writeEntries(tx, unposted(transaction, lines));
}

/** Where the commission takes all of a merchant's part nothing is posted to the merchant, but its statement and invoice must have the sale. */
function unposted(transaction: MerchantPosting['transaction'], lines: readonly Line[]): MerchantPosting[] {
  const parts = Map.groupBy(lines, ({ merchantId, payable: { currency } }) => `${merchantId} ${currency}`);
  return [...parts.values()].flatMap((part): MerchantPosting[] => {
    const [{ merchantId, payable: { currency } }] = part as [Line];
    const isEmpty = part.every(({ payable }) => payable.amountMinor === 0n) && part.some(({ merchantTotal }) => merchantTotal.amountMinor !== 0n);
    return isEmpty ? [{ transaction, merchantId, currency, payableMinor: 0n, reserveMinor: 0n }] : [];
  });
}
