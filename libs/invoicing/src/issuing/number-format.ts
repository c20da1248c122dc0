import type { DocumentKind, Purpose } from '../documents/invoice-document.js';
import { operatorIssuer } from './draft.js';

/** A series counts one kind of document of one issuer, from 1 in each year. */
export function seriesOf({ kind, purpose }: { readonly kind: DocumentKind; readonly purpose: Purpose }): string {
  return `${purpose === 'commission' ? 'C' : ''}${kind === 'credit_note' ? 'N' : 'I'}`;
}

/**
 * `SP-2026-000123` of the operator's invoices to buyers; `SPN-` its credit notes, `SPC-` and `SPCN-` those of commission. A merchant's begin with
 * the last eight characters of its id: `M1F3C09AB-2026-000007`, `M1F3C09ABN-` for credit notes.
 */
export function numberOf(issuer: string, series: string, year: number, sequence: number): string {
  const prefix = issuer === operatorIssuer ? 'SP' : `M${issuer.replaceAll('-', '').slice(-8).toUpperCase()}`;
  return `${prefix}${series.replace('I', '')}-${year}-${sequence.toString().padStart(6, '0')}`;
}
