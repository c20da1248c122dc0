import { columnWidths } from './column-widths.js';
import { drawLines } from './draw-text.js';
import { drawTotals, totalsHeight } from './draw-totals.js';
import type { TextLine, TextStyle } from './paragraph.js';
import type { DocumentTable } from './pdf-document.js';
import { leadingOf, type Sheet } from './sheet.js';
import { colors, styles } from './styles.js';

const padding = 5;
const gutter = 10;

interface Column { readonly offset: number; readonly width: number; readonly align: 'start' | 'end' }

/** Column titles stand again on each page; a row is cut only where it is taller than half a page. */
export function drawTable(sheet: Sheet, table: DocumentTable): void {
  const { columns, style } = columnsOf(sheet, table);
  const titles = table.columns.map(({ title }, index) => sheet.lines(title, styles.columnTitle, columns[index]?.width ?? 0, sheet.direction));
  const header = () => drawHeader(sheet, columns, titles);
  sheet.element('Table', () => {
    sheet.makeRoom(heightOf(titles, styles.columnTitle) + 4 * leadingOf(styles.cell));
    header();
    table.rows.forEach((row, index) => {
      const cells = row.map((cell, place) => sheet.lines(cell, style, columns[place]?.width ?? 0, 'auto'));
      const isLast = index === table.rows.length - 1;
      drawRow(sheet, columns, { cells, style }, header, isLast && table.totals ? totalsHeight(sheet, table.totals) : 0);
    });
  });
  if (table.totals?.length) drawTotals(sheet, table.totals);
  sheet.y += 12;
}

function columnsOf(sheet: Sheet, table: DocumentTable): { columns: Column[]; style: TextStyle } {
  const free = sheet.widthPoints - 2 * padding - gutter * (table.columns.length - 1);
  const { widths, cell: style } = columnWidths(sheet, table, free);
  let offset = padding;
  const columns = table.columns.map(({ align }, index) => {
    const column = { offset, width: widths[index] ?? 0, align };
    offset += column.width + gutter;
    return column;
  });
  return { columns, style };
}

function drawHeader(sheet: Sheet, columns: readonly Column[], titles: readonly TextLine[][]): void {
  const height = heightOf(titles, styles.columnTitle);
  sheet.fill(0, sheet.widthPoints, sheet.y, height, colors.tint);
  drawCells(sheet, 'TH', columns, titles, styles.columnTitle);
  sheet.rule(0, sheet.widthPoints, sheet.y + height, colors.accent, 0.8);
  sheet.y += height;
}

/** @param keptWith points below the row that are to be on its page: sums do not stand alone on the last */
function drawRow(sheet: Sheet, columns: readonly Column[], { cells, style }: { readonly cells: readonly TextLine[][]; readonly style: TextStyle }, header: () => void, keptWith: number): void {
  const height = heightOf(cells, style);
  if (height < sheet.pageHeight / 2 && sheet.makeRoom(height + keptWith)) header();
  else if (sheet.makeRoom(Math.min(height, 6 * leadingOf(style)))) header();
  const fitting = Math.max(1, Math.floor((sheet.bottom - sheet.y - 2 * padding) / leadingOf(style)));
  const now = cells.map((lines) => lines.slice(0, fitting));
  drawCells(sheet, 'TD', columns, now, style);
  sheet.y += heightOf(now, style);
  sheet.rule(0, sheet.widthPoints, sheet.y, colors.line);
  const later = cells.map((lines) => lines.slice(fitting));
  if (later.some(({ length }) => length)) drawRow(sheet, columns, { cells: later, style }, header, keptWith);
}

function drawCells(sheet: Sheet, kind: 'TH' | 'TD', columns: readonly Column[], cells: readonly TextLine[][], style: TextStyle): void {
  sheet.element('TR', () => columns.forEach((column, index) => sheet.element(kind, () => drawLines(sheet, cells[index] ?? [], style, { ...column, y: sheet.y + padding }))));
}

function heightOf(cells: readonly TextLine[][], style: TextStyle): number {
  return Math.max(1, ...cells.map(({ length }) => length)) * leadingOf(style) + 2 * padding;
}
