/** What one piece of a product is. */
export const units = ['piece', 'project', 'month', 'licence', 'set', 'copy', 'title', 'year', 'metre', 'word-1k', 'seat-month', 'minute', 'call-1k', 'kg'] as const;
export type Unit = (typeof units)[number];
