import { DomainError } from '@silkport/platform';

export class InvoiceUnknown extends DomainError {
  readonly code = 'invoicing.invoice_unknown';
  readonly status = 404;
}
