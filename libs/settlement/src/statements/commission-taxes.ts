import { prepared, statement, type Tx } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { PeriodCommissionTax } from '../settlement.events.js';

const taxes = statement('settlement.commission_taxes', `
  SELECT p.part->>0 AS "ratePct", p.part->>1 AS authority, p.part->>2 AS "legalSource", sum((p.part->>3)::bigint)::bigint AS net, sum((p.part->>4)::bigint)::bigint AS tax
  FROM settlement.merchant_entries e JOIN settlement.merchant_entry_details d ON d.ledger_key = e.ledger_key AND d.merchant_id = e.merchant_id AND d.currency = e.currency
    CROSS JOIN LATERAL jsonb_array_elements(d.commission_parts) AS p (part)
  WHERE e.merchant_id = $1 AND e.currency = $2 AND e.booked_at >= $3 AND e.booked_at < $4 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`);

interface Row { ratePct: string; authority: string; legalSource: string; net: bigint; tax: bigint }

interface Closing { readonly merchantId: string; readonly currency: string; readonly from: Date; readonly until: Date; readonly commission: Money; readonly commissionTax: Money }

/** A month's commission by the tax on it; what comes from lines without a frozen tax is left over and told apart. What refunds have undone whole is left out. */
export async function commissionTaxesOf(tx: Tx, { merchantId, currency, from, until, commission, commissionTax }: Closing): Promise<PeriodCommissionTax[]> {
  const rows = await prepared<Row>(tx, taxes, [merchantId, currency, from, until]);
  const rest = {
    ratePct: null, authority: null, legalSource: null, net: rows.reduce((left, { net }) => left - net, commission.amountMinor), tax: rows.reduce((left, { tax }) => left - tax, commissionTax.amountMinor),
  };
  return [...rows, rest].filter(({ net, tax }) => net !== 0n || tax !== 0n).map(({ net, tax, ...frozen }) => ({ ...frozen, net: money(net, currency), tax: money(tax, currency) }));
}
