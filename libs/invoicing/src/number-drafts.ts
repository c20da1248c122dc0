import { prepared, statement, toJson, type Tx } from '@silkport/platform';
import { newId } from '@silkport/values';
import type { Draft } from './issuing/draft.js';
import { numberOf, seriesOf } from './issuing/number-format.js';

const advance = statement('invoicing.advance_series', `
  INSERT INTO invoicing.series AS s (issuer, series, year, last_sequence) VALUES ($1, $2, $3, $4)
  ON CONFLICT (issuer, series, year) DO UPDATE SET last_sequence = s.last_sequence + excluded.last_sequence RETURNING last_sequence AS "lastSequence"`);
const insert = statement('invoicing.insert_invoices', `
  INSERT INTO invoicing.invoices (id, kind, purpose, issuer, merchant_id, series, year, sequence, number, source_key, order_id, corrects_id, issued_on, currency, tax_minor, total_minor, document)
  SELECT id, kind, purpose, issuer, merchant_id, series, year, sequence, number, source_key, order_id, corrects_id, issued_on, currency, tax_minor, total_minor, document
  FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, kind text, purpose text, issuer text, merchant_id uuid, series text, year smallint, sequence integer, number text, source_key text,
    order_id uuid, corrects_id uuid, issued_on date, currency text, tax_minor bigint, total_minor bigint, document jsonb)`);

/**
 * Numbers the drafts and keeps them. The row of each series is locked until the transaction ends, in the order of its key, so that two of these never wait for
 * each other: numbers have no gap, whatever is rolled back, and none is given twice.
 * @returns how many there were
 */
export async function numberDrafts(tx: Tx, drafts: readonly Draft[]): Promise<number> {
  if (!drafts.length) return 0;
  const rows: object[] = [];
  const groups = Map.groupBy(drafts, ({ issuer, document }) => JSON.stringify([issuer, seriesOf(document), document.issuedOn.slice(0, 4)]));
  for (const key of [...groups.keys()].toSorted()) {
    const [issuer, series, year] = JSON.parse(key) as [string, string, string];
    const group = groups.get(key) ?? [];
    const [advanced] = await prepared<{ lastSequence: number }>(tx, advance, [issuer, series, Number(year), group.length]);
    const first = (advanced?.lastSequence ?? 0) - group.length + 1;
    group.forEach((draft, index) => rows.push(rowOf(draft, series, Number(year), first + index)));
  }
  await prepared(tx, insert, [toJson(rows)]);
  return rows.length;
}

function rowOf({ sourceKey, issuer, merchantId, orderId, correctsId, document }: Draft, series: string, year: number, sequence: number) {
  const { kind, purpose, issuedOn, currency, tax, total } = document;
  return {
    id: newId(), kind, purpose, issuer, merchant_id: merchantId, series, year, sequence, number: numberOf(issuer, series, year, sequence), source_key: sourceKey, order_id: orderId,
    corrects_id: correctsId, issued_on: issuedOn, currency, tax_minor: tax.amountMinor, total_minor: total.amountMinor, document,
  };
}
