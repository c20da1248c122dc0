import type { Locale } from '@silkport/values';

/** A mail before it is HTML or plain text: both are written from the same parts, so that they say the same. */
export interface Letter {
  readonly locale: Locale;
  readonly subject: string;
  /** What a list of mails shows beside the subject. */
  readonly preheader: string;
  readonly heading: string;
  readonly parts: readonly LetterPart[];
  /** Why the reader gets it. */
  readonly footer: string;
}

export type LetterPart =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'lines'; readonly lines: readonly LetterLine[]; readonly total: { readonly label: string; readonly amount: string } }
  | { readonly kind: 'list'; readonly heading: string; readonly items: readonly string[]; readonly isAddress: boolean }
  | { readonly kind: 'button'; readonly label: string; readonly url: string }
  | { readonly kind: 'note'; readonly text: string };

/** A line of an order; names in the language that they were found in. */
export interface LetterLine {
  readonly title: string;
  readonly titleLocale: Locale;
  readonly merchant: string;
  readonly merchantLocale: Locale;
  /** `2 × $9.90`. */
  readonly quantity: string;
  readonly amount: string;
}
