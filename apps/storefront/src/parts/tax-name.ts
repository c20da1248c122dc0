import type { Visitor } from '../visitor.js';

/** Taxes that every language has a name of its own for; the others are called what their market calls them. */
const translated: Readonly<Record<string, string>> = { VAT: 'tax.name_vat', GST: 'tax.name_gst', none: 'tax.name_none' };

export function taxName(visitor: Visitor, name: string): string {
  const key = translated[name];
  return key ? visitor.t(key) : name;
}
