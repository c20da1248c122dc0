import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, reviveJson, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import type { DocumentKind, InvoiceDocument, Purpose } from './documents/invoice-document.js';

/** An invoice as lists show it. */
export interface InvoiceSummary {
  readonly id: string;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly purpose: Purpose;
  /** `operator`, or a merchant's id. */
  readonly issuer: string;
  readonly issuerName: string;
  readonly orderNumber: string | null;
  /** Of the invoice that a credit note corrects. */
  readonly corrects: string | null;
  /** Calendar date. */
  readonly issuedOn: string;
  readonly tax: Money;
  readonly total: Money;
}

export interface InvoicePage { readonly invoices: InvoiceSummary[]; readonly nextCursor: string | undefined }

/** Days are calendar dates, both included. */
export interface InvoiceFilter { readonly issuer?: string | undefined; readonly from?: string | undefined; readonly until?: string | undefined }

export interface IssuedDocument { readonly number: string; readonly document: InvoiceDocument }

interface Row extends Omit<InvoiceSummary, 'tax' | 'total'> { currency: string; taxMinor: bigint; totalMinor: bigint }

const summary = `i.id, i.number, i.kind, i.purpose, i.issuer, i.document #>> '{issuer,name}' AS "issuerName", i.document ->> 'orderNumber' AS "orderNumber", i.document #>> '{corrects,number}' AS corrects,
  to_char(i.issued_on, 'YYYY-MM-DD') AS "issuedOn", i.currency, i.tax_minor AS "taxMinor", i.total_minor AS "totalMinor"`;
const ofMerchant = `(i.issuer = $1::text OR (i.merchant_id = $1::uuid AND i.purpose = 'commission'))`;

const byOrder = statement('invoicing.invoices_of_order', `SELECT ${summary} FROM invoicing.invoices i WHERE i.order_id = $1 ORDER BY i.id`);
const byMerchant = statement('invoicing.invoices_of_merchant', `SELECT ${summary} FROM invoicing.invoices i WHERE ${ofMerchant} AND i.id < $2 ORDER BY i.id DESC LIMIT $3`);
const all = statement('invoicing.all_invoices', `
  SELECT ${summary} FROM invoicing.invoices i
  WHERE ($1::text IS NULL OR i.issuer = $1) AND i.issued_on >= coalesce($2::date, '-infinity') AND i.issued_on <= coalesce($3::date, 'infinity') AND i.id < $4 ORDER BY i.id DESC LIMIT $5`);
const ofOrderByNumber = statement('invoicing.document_of_order', 'SELECT number, document FROM invoicing.invoices WHERE order_id = $1 AND number = $2');
const ofMerchantByNumber = statement('invoicing.document_of_merchant', `SELECT i.number, i.document FROM invoicing.invoices i WHERE ${ofMerchant} AND i.number = $2`);
const byId = statement('invoicing.document_by_id', 'SELECT number, document FROM invoicing.invoices WHERE id = $1');

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Invoices as those read them whom they concern. The caller has made sure who asks. */
@Injectable()
export class InvoiceReads {
  constructor(private readonly database: Database) {}

  /** In the order in which they were issued. None yet for an order that was paid within the last minute. */
  async ofOrder(orderId: string): Promise<InvoiceSummary[]> {
    return (await this.database.read<Row>(byOrder, [orderId])).map(summaryOf);
  }

  /** What was issued in the merchant's name, and what it owes commission by, newest first. @throws InvalidCursor */
  async ofMerchant(merchantId: string, cursor: string | undefined, limit: number): Promise<InvoicePage> {
    return pageOf(await this.database.read<Row>(byMerchant, [merchantId, idOf(cursor), limit + 1]), limit);
  }

  /** Everybody's, newest first. @throws InvalidCursor */
  async all({ issuer, from, until }: InvoiceFilter, cursor: string | undefined, limit: number): Promise<InvoicePage> {
    return pageOf(await this.database.read<Row>(all, [issuer ?? null, from ?? null, until ?? null, idOf(cursor), limit + 1]), limit);
  }

  documentOfOrder(orderId: string, number: string): Promise<IssuedDocument | undefined> {
    return this.document(ofOrderByNumber, [orderId, number]);
  }

  documentOfMerchant(merchantId: string, number: string): Promise<IssuedDocument | undefined> {
    return this.document(ofMerchantByNumber, [merchantId, number]);
  }

  documentById(id: string): Promise<IssuedDocument | undefined> {
    return this.document(byId, [id]);
  }

  private async document(query: typeof byId, values: readonly string[]): Promise<IssuedDocument | undefined> {
    const [row] = await this.database.read<{ number: string; document: unknown }>(query, values);
    return row && { number: row.number, document: reviveJson<InvoiceDocument>(row.document) };
  }
}

function idOf(cursor: string | undefined): string {
  return cursor ? String(decodeCursor(cursor, ['id'])[0]) : lastId;
}

function pageOf(rows: readonly Row[], limit: number): InvoicePage {
  const shown = rows.slice(0, limit);
  return { invoices: shown.map(summaryOf), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
}

function summaryOf({ currency, taxMinor, totalMinor, ...row }: Row): InvoiceSummary {
  return { ...row, tax: money(taxMinor, currency), total: money(totalMinor, currency) };
}
