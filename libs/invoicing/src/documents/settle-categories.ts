import type { InvoiceLine, Party } from './invoice-document.js';
import type { TaxCategory } from './tax-category.js';

/**
 * Brings the categories of one document into agreement: what is outside the scope of tax stands alone (BR-O-11 to 14), reverse charge names
 * both sides' tax numbers (BR-AE-02), an export the issuer's own (BR-G-02), and zero or exempt any number of it (BR-Z-02, BR-E-02). The reason
 * in words stays what it was.
 */
export function settleCategories(lines: readonly InvoiceLine[], issuer: Party, buyer: Party): InvoiceLine[] {
  const isNumbered = issuer.vatId !== null || issuer.taxId !== null;
  const possible = lines.map((line) => ({ ...line, category: possibleCategory(line.category, issuer, buyer, isNumbered) }));
  const isMixed = possible.some(({ category }) => category === 'O') && possible.some(({ category }) => category !== 'O');
  return isMixed && isNumbered ? possible.map((line) => (line.category === 'O' ? { ...line, category: 'E' as const } : line)) : possible;
}

function possibleCategory(category: TaxCategory, issuer: Party, buyer: Party, isNumbered: boolean): TaxCategory {
  if (category === 'S' || category === 'O') return category;
  if (!isNumbered || (category === 'G' && issuer.vatId === null)) return 'O';
  return category === 'AE' && buyer.vatId === null && buyer.registration === null && buyer.taxId === null ? 'O' : category;
}
