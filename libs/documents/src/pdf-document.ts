import type { Locale } from '@silkport/values';

/** A table; cells of `end` columns stand at the line's end (right, or left in a right-to-left document), as amounts do. */
export interface DocumentTable {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly align: 'start' | 'end'; readonly widthShare: number }[];
  readonly rows: readonly (readonly string[])[];
  /** Rows below the table that sum it up: label and amount; the last is the strongest. */
  readonly totals?: readonly { readonly label: string; readonly value: string }[];
}

export type DocumentBlock =
  | { readonly kind: 'title' | 'heading' | 'text' | 'note'; readonly text: string }
  /** Label and value pairs, in one or two columns. */
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  /** Blocks of address, side by side: who bills, who pays. */
  | { readonly kind: 'parties'; readonly parties: readonly { readonly title: string; readonly lines: readonly string[] }[] }
  | DocumentTable;

/** A paper document in any script that we sell in: texts are final, already formatted for the locale. */
export interface PdfDocument {
  readonly locale: Locale;
  /** Of the file's metadata, in the document's language. */
  readonly title: string;
  readonly blocks: readonly DocumentBlock[];
  /** On each page, beside the page number. */
  readonly footer: string;
  /** Fixed for the same bytes every time. */
  readonly createdAt: Date;
}
