import { drawLines } from './draw-text.js';
import type { DocumentBlock } from './pdf-document.js';
import { leadingOf, type Sheet } from './sheet.js';
import { colors, styles } from './styles.js';

type Parties = Extract<DocumentBlock, { kind: 'parties' }>['parties'];

const gap = 24;

/** Who bills and who pays, side by side; the first line of each is its name. */
export function drawParties(sheet: Sheet, parties: Parties): void {
  const width = (sheet.widthPoints - gap * (parties.length - 1)) / Math.max(parties.length, 1);
  const columns = parties.map(({ title, lines }) => ({
    titles: sheet.lines(title, styles.columnTitle, width, sheet.direction),
    names: sheet.lines(lines[0] ?? '', styles.strong, width, 'auto'),
    rest: lines.slice(1).flatMap((line) => sheet.lines(line, styles.text, width, 'auto')),
  }));
  const height = 6 + Math.max(...columns.map(({ titles, names, rest }) => titles.length * leadingOf(styles.columnTitle) + (names.length + rest.length) * leadingOf(styles.text)));
  sheet.makeRoom(height);
  const { y } = sheet;
  columns.forEach(({ titles, names, rest }, index) => sheet.element('Div', () => {
    const box = { offset: index * (width + gap), width };
    let top = y;
    top += drawLines(sheet, titles, styles.columnTitle, { ...box, y: top }) + 2;
    sheet.rule(box.offset, width, top, colors.line);
    top += 4;
    top += drawLines(sheet, names, styles.strong, { ...box, y: top });
    drawLines(sheet, rest, styles.text, { ...box, y: top });
  }));
  sheet.y = y + height + 14;
}
