import { drawLines } from './draw-text.js';
import type { DocumentBlock } from './pdf-document.js';
import { leadingOf, type Sheet } from './sheet.js';
import { styles } from './styles.js';

type Facts = Extract<DocumentBlock, { kind: 'facts' }>['facts'];

const gap = 20;
const labelShare = 0.42;

/** Label and value beside each other; more than four pairs stand in two columns, read down. They stay together on a page. */
export function drawFacts(sheet: Sheet, facts: Facts): void {
  const width = (sheet.widthPoints - gap) / 2;
  const pairs = facts.map((fact) => measured(sheet, fact, width));
  const perColumn = facts.length > 4 ? Math.ceil(facts.length / 2) : facts.length;
  const columns = [pairs.slice(0, perColumn), pairs.slice(perColumn)];
  const height = Math.max(...columns.map((column) => column.reduce((sum, pair) => sum + pair.height + 2, 0)));
  sheet.makeRoom(height);
  const top = sheet.y;
  columns.forEach((column, index) => {
    sheet.y = top;
    for (const pair of column) {
      drawPair(sheet, pair, index * (width + gap));
      sheet.y += pair.height + 2;
    }
  });
  sheet.y = top + height + 8;
}

type Pair = ReturnType<typeof measured>;

function measured(sheet: Sheet, { label, value }: Facts[number], width: number) {
  const labelWidth = width * labelShare - 8;
  const valueWidth = width * (1 - labelShare);
  const labels = sheet.lines(label, styles.label, labelWidth, sheet.direction);
  const values = sheet.lines(value, styles.text, valueWidth, 'auto');
  return { labels, values, labelWidth, valueWidth, height: Math.max(labels.length, values.length) * leadingOf(styles.text) };
}

function drawPair(sheet: Sheet, { labels, values, labelWidth, valueWidth }: Pair, offset: number): void {
  const { y } = sheet;
  sheet.element('P', () => {
    drawLines(sheet, labels, styles.label, { offset, width: labelWidth, y: y + 1 });
    drawLines(sheet, values, styles.text, { offset: offset + labelWidth + 8, width: valueWidth, y });
  });
}
