import { buffer } from 'node:stream/consumers';
import { drawFacts } from './draw-facts.js';
import { drawParties } from './draw-parties.js';
import { drawTable } from './draw-table.js';
import { drawText } from './draw-text.js';
import type { DocumentBlock, PdfDocument } from './pdf-document.js';
import { Sheet } from './sheet.js';
import { colors, styles } from './styles.js';

/**
 * A tagged PDF of A4 pages with only the glyphs it uses. The same document gives the same bytes. Scripts: Latin, Greek, Cyrillic, Devanagari, Arabic, Thai, Chinese
 * and kana; a character of another script is drawn as the replacement character.
 */
export async function renderPdf(document: PdfDocument): Promise<Buffer> {
  const sheet = new Sheet(document);
  const bytes = buffer(sheet.pdf);
  for (const block of document.blocks) draw(sheet, block);
  sheet.finish((page, pages) => drawFooter(sheet, page, pages));
  return bytes;
}

function draw(sheet: Sheet, block: DocumentBlock): void {
  switch (block.kind) {
    case 'facts': return drawFacts(sheet, block.facts);
    case 'parties': return drawParties(sheet, block.parties);
    case 'table': return drawTable(sheet, block);
    default: return drawText(sheet, block.kind, block.text);
  }
}

function drawFooter(sheet: Sheet, page: number, pages: number): void {
  const y = sheet.bottom + 22;
  const numbers = new Intl.NumberFormat(sheet.document.locale);
  const [footer] = sheet.lines(sheet.document.footer, styles.note, sheet.widthPoints - 60, sheet.direction);
  const [number] = sheet.lines(`${numbers.format(page)} / ${numbers.format(pages)}`, styles.note, 60, sheet.direction);
  sheet.rule(0, sheet.widthPoints, y - 6, colors.line);
  if (footer) sheet.marginal(footer, styles.note, { offset: 0, width: sheet.widthPoints - 60, y });
  if (number) sheet.marginal(number, styles.note, { offset: sheet.widthPoints - 60, width: 60, y, align: 'end' });
}
