export { documentKinds, purposes, type DocumentKind, type InvoiceDocument, type Purpose } from './documents/invoice-document.js';
export { InvoiceReads, type InvoiceFilter, type InvoicePage, type InvoiceSummary, type IssuedDocument } from './invoice-reads.js';
export { invoicingContext } from './invoicing.context.js';
export { InvoiceUnknown } from './invoicing.errors.js';
export { InvoicingModule } from './invoicing.module.js';
export { IssueInvoices } from './issue-invoices.js';
export { RenderInvoice } from './render-invoice.js';
