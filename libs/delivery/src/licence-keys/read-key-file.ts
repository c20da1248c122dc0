import { parse } from 'csv-parse/sync';
import { KeyFileRefused, KeysTwice } from './licence-key.errors.js';

export interface FiledKey { readonly key: string; readonly line: number }

/** Far below what a request may hold, and what one transaction should insert. */
const mostKeysAFile = 20_000;
const mostLinesNamed = 20;
/** Letters, figures and signs without blanks inside: what a buyer copies must be what was imported. */
const printable = /^[^\p{C}\p{Z}]{4,200}$/u;

/**
 * The keys of a CSV file (RFC 4180): one column, with or without the heading `key`, one key of 4 to 200 characters a line.
 * @throws KeyFileRefused with the first line that is not a key, KeysTwice
 */
export function readKeyFile(csv: string): FiledKey[] {
  const rows = records(csv);
  if (/^key$/i.test(rows[0]?.record[0]?.trim() ?? '')) rows.shift();
  const keys = rows.map(({ record, info: { lines: line } }) => {
    const key = record[0]?.trim() ?? '';
    if (record.length !== 1 || !printable.test(key)) throw new KeyFileRefused({ line, max: mostKeysAFile }, 'csv');
    return { key, line };
  });
  if (!keys.length || keys.length > mostKeysAFile) throw new KeyFileRefused({ line: keys.length ? mostKeysAFile + 1 : 1, max: mostKeysAFile }, 'csv');
  const first = new Set<string>();
  const twice = keys.filter(({ key }) => first.has(key) || !first.add(key));
  if (twice.length) throw new KeysTwice(named(twice), 'csv');
  return keys;
}

/** The lines of keys for an error's sentence: as many as a person reads. */
export function named(keys: readonly FiledKey[]): { readonly keys: number; readonly lines: string } {
  return { keys: keys.length, lines: `${keys.slice(0, mostLinesNamed).map(({ line }) => line).join(', ')}${keys.length > mostLinesNamed ? '…' : ''}` };
}

function records(csv: string): { record: string[]; info: { lines: number } }[] {
  try {
    return parse(csv, { bom: true, skip_empty_lines: true, relax_column_count: true, info: true, to: mostKeysAFile + 2 }) as unknown as { record: string[]; info: { lines: number } }[];
  } catch (error) {
    throw new KeyFileRefused({ line: (error as { lines?: number }).lines ?? 1, max: mostKeysAFile }, 'csv');
  }
}
