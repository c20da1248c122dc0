import { breakOpportunities } from './break-opportunities.js';
import { figuresOf } from './figures.js';
import type { TextStyle } from './paragraph.js';
import type { DocumentTable } from './pdf-document.js';
import type { Sheet } from './sheet.js';
import { styles } from './styles.js';

/** Smaller is hardly read on paper: a number that still has no room then is broken. */
const smallestPoints = 5;

/** Of what was asked for a column, how much the longest word of its title may take to stand whole. */
const titleClaim = 1.25;

export interface ColumnWidths {
  readonly widths: readonly number[];
  /** Of the cells: smaller where all columns together have no room for their figures. */
  readonly cell: TextStyle;
}

/**
 * The shares that a table asks for, but a column whose amounts need more takes it from those with room to spare, so that no number is
 * broken; where nobody has any, all cells are set smaller. @param freePoints for all columns together
 */
export function columnWidths(sheet: Sheet, table: DocumentTable, freePoints: number): ColumnWidths {
  const shares = table.columns.reduce((sum, { widthShare }) => sum + widthShare, 0);
  const asked = table.columns.map(({ widthShare }) => (freePoints * widthShare) / shares);
  const needs = asked.map((width, index) => needsOf(sheet, table, index, width));
  const sized = (sizePoints: number) => needs.map(({ title, cells }) => Math.max(title, (cells * sizePoints) / styles.cell.sizePoints));
  let { sizePoints }: TextStyle = styles.cell;
  while (total(sized(sizePoints)) > freePoints && sizePoints > smallestPoints) sizePoints -= 0.1;
  return { widths: shared(asked, sized(sizePoints), freePoints), cell: { ...styles.cell, sizePoints } };
}

/** What the columns do not need goes to those that asked for more than they need, by how much more; where they need too much all have less. */
function shared(asked: readonly number[], needed: readonly number[], freePoints: number): number[] {
  if (total(needed) >= freePoints) return needed.map((width) => (width * freePoints) / total(needed));
  const spare = asked.map((width, index) => Math.max(0, width - (needed[index] ?? 0)));
  const ratio = (freePoints - total(needed)) / total(spare);
  return needed.map((width, index) => width + (spare[index] ?? 0) * ratio);
}

/** Amounts stand whole in a column that is aligned to its end, numbers in any other; other words have no claim to more than was asked for them. */
function needsOf(sheet: Sheet, { columns, rows }: DocumentTable, index: number, asked: number): { title: number; cells: number } {
  const { title = '', align = 'start' } = columns[index] ?? {};
  const words = new Set(rows.flatMap(({ [index]: cell = '' }) => stretchesOf(cell, sheet)));
  const figures = align === 'end' ? words : new Set(rows.flatMap(({ [index]: cell = '' }) => figuresOf(cell).map(([from, to]) => cell.slice(from, to))));
  return {
    title: Math.min(asked * titleClaim, widestOf(sheet, stretchesOf(title, sheet), styles.columnTitle)),
    cells: Math.max(Math.min(asked, widestOf(sheet, words, styles.cell)), widestOf(sheet, figures, styles.cell)),
  };
}

function stretchesOf(text: string, sheet: Sheet): string[] {
  return breakOpportunities(text, sheet.document.locale).map((end, index, ends) => text.slice(ends[index - 1] ?? 0, end));
}

/** With a hair to spare: sums of fractions of points are not exact. */
function widestOf(sheet: Sheet, texts: Iterable<string>, style: TextStyle): number {
  let widest = 0;
  for (const text of texts) for (const { widthPoints } of sheet.lines(text, style, Number.POSITIVE_INFINITY, 'auto')) widest = Math.max(widest, widthPoints + 0.01);
  return widest;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
