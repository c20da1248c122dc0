import type { TextStyle } from './paragraph.js';

/** Those of the storefront: ink and celadon on paper. */
export const colors = { ink: '#1c2321', quiet: '#55605c', line: '#dcd8cd', accent: '#1f4d44', tint: '#eef4f2' } as const;

export const styles = {
  title: { sizePoints: 22, weight: 'bold', color: colors.accent },
  heading: { sizePoints: 12, weight: 'bold', color: colors.accent },
  text: { sizePoints: 9.5, weight: 'regular', color: colors.ink },
  strong: { sizePoints: 9.5, weight: 'bold', color: colors.ink },
  note: { sizePoints: 8, weight: 'regular', color: colors.quiet },
  label: { sizePoints: 8.5, weight: 'regular', color: colors.quiet },
  columnTitle: { sizePoints: 8.5, weight: 'bold', color: colors.accent },
  cell: { sizePoints: 9, weight: 'regular', color: colors.ink },
  grandTotal: { sizePoints: 11, weight: 'bold', color: colors.accent },
} as const satisfies Record<string, TextStyle>;
