import { drawLines } from './draw-text.js';
import type { DocumentTable } from './pdf-document.js';
import { leadingOf, type Sheet } from './sheet.js';
import { colors, styles } from './styles.js';

const widthShare = 0.58;
const padding = 5;

type Totals = NonNullable<DocumentTable['totals']>;

/** With the room above them. */
export function totalsHeight(sheet: Sheet, totals: Totals): number {
  return measured(sheet, totals).reduce((sum, { height }) => sum + height, 16);
}

/** Sums below a table, at its end; they stay together on a page. */
export function drawTotals(sheet: Sheet, totals: Totals): void {
  const width = sheet.widthPoints * widthShare;
  const offset = sheet.widthPoints - width;
  const rows = measured(sheet, totals);
  sheet.makeRoom(totalsHeight(sheet, totals));
  sheet.y += 6;
  rows.forEach(({ style, labels, values, height, valueWidth }, index) => sheet.element('P', () => {
    if (index === rows.length - 1) {
      sheet.rule(offset, width, sheet.y + 2, colors.accent, 0.8);
      sheet.y += 6;
    }
    drawLines(sheet, labels, style, { offset, width: width - valueWidth - padding, y: sheet.y });
    drawLines(sheet, values, style, { offset: offset + width - valueWidth, width: valueWidth - padding, y: sheet.y, align: 'end' });
    sheet.y += height;
  }));
}

/** Amounts have two fifths of the width, and up to seven tenths where they need them to stand whole. */
function measured(sheet: Sheet, totals: Totals) {
  const width = sheet.widthPoints * widthShare;
  const styled = totals.map((total, index) => ({ ...total, style: index === totals.length - 1 ? styles.grandTotal : styles.text }));
  const widest = Math.max(0, ...styled.flatMap(({ value, style }) => sheet.lines(value, style, Number.POSITIVE_INFINITY, 'auto').map(({ widthPoints }) => widthPoints)));
  const valueWidth = Math.min(width * 0.7, Math.max(width * 0.4, widest + 2 * padding + 1));
  return styled.map(({ label, value, style }) => {
    const labels = sheet.lines(label, style, width - valueWidth - padding, sheet.direction);
    const values = sheet.lines(value, style, valueWidth - 2 * padding, 'auto');
    return { style, labels, values, valueWidth, height: Math.max(labels.length, values.length) * leadingOf(style) + 3 };
  });
}
