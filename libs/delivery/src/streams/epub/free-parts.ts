import type { Book } from './open-book.js';

/** Which of a book's parts everybody may read: the first ones whole, and of the next a share. */
export interface FreeParts { readonly whole: number; readonly shareOfNext: number }

/** Never more than the percentage: measured by how long the parts are, not by how many, since the only part of a book is all of it. */
export function freePartsOf({ partBytes }: Pick<Book, 'partBytes'>, percent: number): FreeParts {
  if (percent >= 100) return { whole: partBytes.length, shareOfNext: 0 };
  let left = (partBytes.reduce((sum, bytes) => sum + bytes, 0) * percent) / 100;
  for (const [whole, bytes] of partBytes.entries()) {
    if (bytes > left) return { whole, shareOfNext: left / bytes };
    left -= bytes;
  }
  return { whole: partBytes.length, shareOfNext: 0 };
}
