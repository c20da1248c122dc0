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
  const columns = columnsOf(sheet, table);
  const titles = table.columns.map(({ title }, index) => sheet.lines(title, styles.columnTitle, columns[index]?.width ?? 0, sheet.direction));
  const header = () => drawHeader(sheet, columns, titles);
  sheet.element('Table', () => {
    sheet.makeRoom(heightOf(titles, styles.columnTitle) + 4 * leadingOf(styles.cell));
    header();
    table.rows.forEach((row, index) => {
      const cells = row.map((cell, place) => sheet.lines(cell, styles.cell, columns[place]?.width ?? 0, 'auto'));
      const isLast = index === table.rows.length - 1;
      drawRow(sheet, columns, cells, header, isLast && table.totals ? totalsHeight(sheet, table.totals) : 0);
    });
  });
  if (table.totals?.length) drawTotals(sheet, table.totals);
  sheet.y += 12;
}

function columnsOf(sheet: Sheet, { columns }: DocumentTable): Column[] {
  const shares = columns.reduce((sum, { widthShare }) => sum + widthShare, 0);
  const free = sheet.widthPoints - 2 * padding - gutter * (columns.length - 1);
  let offset = padding;
  return columns.map(({ widthShare, align }) => {
    const width = (free * widthShare) / shares;
    const column = { offset, width, align };
    offset += width + gutter;
    return column;
  });
}

function drawHeader(sheet: Sheet, columns: readonly Column[], titles: readonly TextLine[][]): void {
  const height = heightOf(titles, styles.columnTitle);
  sheet.fill(0, sheet.widthPoints, sheet.y, height, colors.tint);
  drawCells(sheet, 'TH', columns, titles, styles.columnTitle);
  sheet.rule(0, sheet.widthPoints, sheet.y + height, colors.accent, 0.8);
  sheet.y += height;
}

/** @param keptWith points below the row that are to be on its page: sums do not stand alone on the last */
function drawRow(sheet: Sheet, columns: readonly Column[], cells: readonly TextLine[][], header: () => void, keptWith: number): void {
  const height = heightOf(cells, styles.cell);
  if (height < sheet.pageHeight / 2 && sheet.makeRoom(height + keptWith)) header();
  else if (sheet.makeRoom(Math.min(height, 6 * leadingOf(styles.cell)))) header();
  const fitting = Math.max(1, Math.floor((sheet.bottom - sheet.y - 2 * padding) / leadingOf(styles.cell)));
  const now = cells.map((lines) => lines.slice(0, fitting));
  drawCells(sheet, 'TD', columns, now, styles.cell);
  sheet.y += heightOf(now, styles.cell);
  sheet.rule(0, sheet.widthPoints, sheet.y, colors.line);
  const later = cells.map((lines) => lines.slice(fitting));
  if (later.some(({ length }) => length)) drawRow(sheet, columns, later, header, keptWith);
}

function drawCells(sheet: Sheet, kind: 'TH' | 'TD', columns: readonly Column[], cells: readonly TextLine[][], style: TextStyle): void {
  sheet.element('TR', () => columns.forEach((column, index) => sheet.element(kind, () => drawLines(sheet, cells[index] ?? [], style, { ...column, y: sheet.y + padding }))));
}

function heightOf(cells: readonly TextLine[][], style: TextStyle): number {
  return Math.max(1, ...cells.map(({ length }) => length)) * leadingOf(style) + 2 * padding;
}
