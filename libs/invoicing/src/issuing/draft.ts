import type { InvoiceDocument } from '../documents/invoice-document.js';

export const operatorIssuer = 'operator';

/** A document that has all but its number. */
export interface Draft {
  readonly sourceKey: string;
  /** `operator`, or a merchant's id. */
  readonly issuer: string;
  readonly merchantId: string | null;
  readonly orderId: string | null;
  readonly correctsId: string | null;
  readonly document: InvoiceDocument;
}
