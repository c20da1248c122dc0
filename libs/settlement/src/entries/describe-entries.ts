import { Injectable } from '@nestjs/common';
import { orderPaid, orderRefunded, type OrderPaid, type OrderRefunded, type PaidLine, type RefundedLine } from '@silkport/ordering';
import { Handles, HandlesTogether, prepared, statement, type Delivered, type Tx } from '@silkport/platform';
import { subtractMoney, type Money } from '@silkport/values';
import { writeEntries } from './enter-for-merchants.js';
import type { MerchantPosting } from './merchant-postings.js';

const describe = statement('settlement.describe_entries', `
  INSERT INTO settlement.merchant_entry_details (ledger_key, merchant_id, currency, order_number, gross_minor, tax_minor, commission_minor, commission_tax_minor, commission_parts)
  SELECT w.ledger_key, w.merchant_id, w.currency, w.order_number, sum(w.gross), sum(w.tax), sum(w.commission), sum(w.commission_tax),
    jsonb_agg(jsonb_build_array(w.rate, w.authority, w.law, w.commission::text, w.commission_tax::text)) FILTER (WHERE w.rate IS NOT NULL)
  FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[])
    AS w (ledger_key, order_number, merchant_id, currency, gross, tax, commission, commission_tax, rate, authority, law)
  GROUP BY w.ledger_key, w.order_number, w.merchant_id, w.currency ON CONFLICT DO NOTHING`);

type Line = Pick<PaidLine & RefundedLine, 'merchantId' | 'merchantTotal' | 'merchantNet' | 'commission' | 'commissionTax' | 'commissionTaxed' | 'payable'>;

/** The transaction that is posted for the same event, and what it was made of. */
type About = MerchantPosting['transaction'] & { readonly orderNumber: string; readonly lines: readonly Line[]; readonly sign: 1n | -1n };

/** Keeps what each merchant's part of a sale or refund was made of, for its statement; the postings themselves know only what is left. */
@Injectable()
export class DescribeEntries {
  @HandlesTogether(orderPaid, 'settlement/describe-sale')
  async sale(tx: Tx, events: readonly Delivered<OrderPaid>[]): Promise<void> {
    await write(tx, events.map(({ payload: { orderId, orderNumber, paidAt, lines } }) => (
      { key: `sale:${orderId}`, kind: 'sale', reference: orderId, occurredAt: new Date(paidAt), orderNumber, lines, sign: 1n }
    )));
  }

  /** What was held and refused was never sold, so no merchant had a part in it. */
  @Handles(orderRefunded, 'settlement/describe-refund')
  async refund(tx: Tx, { refundId, orderId, orderNumber, reason, refundedAt, lines }: OrderRefunded): Promise<void> {
    if (reason === 'held_and_refused') return;
    const kind = reason === 'chargeback' ? 'chargeback' : 'refund';
    await write(tx, [{ key: `refund:${refundId}`, kind, reference: orderId, occurredAt: new Date(refundedAt), orderNumber, lines, sign: -1n }]);
  }
}

async function write(tx: Tx, about: readonly About[]): Promise<void> {
  const rows = about.flatMap(({ key, orderNumber, lines, sign }) => lines.map((line) => ({ key, orderNumber, line, sign })));
  const column = (amountOf: (line: Line) => Money) => rows.map(({ line, sign }) => (amountOf(line).amountMinor * sign).toString());
  await prepared(tx, describe, [
    rows.map(({ key }) => key), rows.map(({ orderNumber }) => orderNumber), rows.map(({ line }) => line.merchantId), rows.map(({ line }) => line.merchantTotal.currency),
    column(({ merchantTotal }) => merchantTotal), column(({ merchantTotal, merchantNet }) => subtractMoney(merchantTotal, merchantNet)),
    column(({ commission }) => commission), column(({ commissionTax }) => commissionTax), ...(['ratePct', 'authority', 'legalSource'] as const).map((fact) => rows.map(({ line }) => line.commissionTaxed?.[fact] ?? null)),
  ]);
  await writeEntries(tx, about.flatMap(({ orderNumber: _number, sign: _sign, lines, ...transaction }) => unposted(transaction, lines)));
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
