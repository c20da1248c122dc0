import type { OrderRefunded, RefundedLine } from '@silkport/ordering';
import type { InvoiceDocument, InvoiceLine } from '../documents/invoice-document.js';
import { remittedTax, totalsOf } from '../documents/totals.js';
import type { Draft } from './draft.js';

export interface IssuedInvoice {
  readonly id: string;
  readonly issuer: string;
  readonly number: string;
  readonly document: InvoiceDocument;
}

/**
 * One credit note for each invoice that the refund takes lines of, with the refunded shares; parties, words, categories and rates are those of
 * the invoice. A chargeback is credited like a refund: the supply is unpaid for (Directive 2006/112/EC art. 90).
 */
export function composeCorrection(refund: OrderRefunded, invoices: readonly IssuedInvoice[], issuedOn: string): Draft[] {
  const drafts = invoices.flatMap((invoice) => {
    const lines = refund.lines.flatMap((share) => {
      const original = invoice.document.lines.find(({ lineId }) => lineId === share.lineId);
      return original ? [shareOf(original, share)] : [];
    });
    return lines.length ? [draftOf(refund, invoice, lines, issuedOn)] : [];
  });
  const credited = drafts.reduce((count, { document }) => count + document.lines.length, 0);
  if (credited !== refund.lines.length) throw new Error(`The refund ${refund.refundId} has lines that no invoice has`);
  return drafts;
}

function shareOf(original: InvoiceLine, { net, tax, total, taxes, isWhole }: RefundedLine): InvoiceLine {
  const isAll = isWhole && total.amountMinor === original.total.amountMinor;
  return { ...original, quantity: isAll ? original.quantity : 1, net, tax, total, taxes };
}

function draftOf({ refundId, orderId, reason, refundedAt }: OrderRefunded, { id, issuer, number, document }: IssuedInvoice, lines: readonly InvoiceLine[], issuedOn: string): Draft {
  const remitted = remittedTax(lines, document.currency);
  return {
    sourceKey: `refund:${refundId}`, issuer, merchantId: null, orderId, correctsId: id,
    document: {
      ...document, kind: 'credit_note', issuedOn, suppliedOn: refundedAt.slice(0, 10), corrects: { number, issuedOn: document.issuedOn }, refundReason: reason, lines,
      ...totalsOf(lines, document.currency), remittance: remitted && document.remittance && { ...document.remittance, tax: remitted },
    },
  };
}
