import type { Rgb } from '../accent-colours.js';
import { CHART_HEIGHT, drawChart } from './draw-chart.js';
import { filledBox, strokedPath, textAt } from './draw.js';
import { latinText, latinWidth, wrapLatin } from './latin-text.js';
import type { PdfBlock, PdfSection } from './pdf-block.js';
import { PAGE_HEIGHT, PAGE_WIDTH } from './write-pdf.js';

export const MARGIN = 62;
const WIDTH = PAGE_WIDTH - 2 * MARGIN;
const TOP = PAGE_HEIGHT - 78;
const BOTTOM = 72;
const INK: Rgb = [38, 42, 48];
const SOFT: Rgb = [108, 112, 120];

/** Sets sections onto pages from top to bottom; a block that does not fit moves to the next page, long text breaks between lines. */
export class PageFlow {
  readonly pages: string[] = [];
  private y = 0;

  constructor(private readonly colours: readonly [Rgb, Rgb, Rgb, Rgb, Rgb]) {}

  /** Starts the section on a new page and returns the index of that page. */
  section(section: PdfSection, number: number): number {
    this.turnPage();
    const start = this.pages.length - 1;
    for (const line of wrapLatin(`${number}  ${section.title}`, WIDTH, 20, true)) this.line(line, 20, 'F2', this.colours[0], 26);
    this.put(filledBox(MARGIN, this.y - 1, 46, 2.5, this.colours[4]));
    this.y -= 14;
    for (const [index, block] of section.blocks.entries()) {
      const next = section.blocks[index + 1];
      if (block.kind === 'subheading') this.reserve(26 + (next?.kind === 'drawing' ? next.height + 10 : next?.kind === 'chart' ? CHART_HEIGHT + 8 : 34));
      this.block(block);
    }
    return start;
  }

  private turnPage(): void {
    this.pages.push('');
    this.y = TOP;
  }

  private put(operators: string): void {
    this.pages[this.pages.length - 1] += operators;
  }

  private reserve(height: number): void {
    if (this.y - height < BOTTOM) this.turnPage();
  }

  private line(text: string, size: number, font: 'F1' | 'F2' | 'F3', rgb: Rgb, leading: number, indent = 0): void {
    this.reserve(leading);
    this.y -= leading;
    this.put(textAt(text, MARGIN + indent, this.y + leading * 0.3, size, font, rgb));
  }

  private text(text: string, indent = 0): void {
    for (const line of wrapLatin(text, WIDTH - indent, 10.5)) this.line(line, 10.5, 'F1', INK, 15.5, indent);
  }

  private block(block: PdfBlock): void {
    switch (block.kind) {
      case 'paragraph':
        this.text(block.text);
        this.y -= 7;
        break;
      case 'subheading':
        this.y -= 6;
        this.line(block.text, 12.5, 'F2', this.colours[1], 20);
        break;
      case 'bullets':
      case 'steps':
        this.list(block.items, block.kind === 'steps');
        break;
      case 'code':
        this.code(block.lines);
        break;
      case 'note':
        for (const line of wrapLatin(block.text, WIDTH, 8.5)) this.line(line, 8.5, 'F1', SOFT, 12);
        this.y -= 8;
        break;
      case 'table':
        this.table(block);
        break;
      case 'chart':
        this.reserve(CHART_HEIGHT + 8);
        this.put(drawChart(block, MARGIN, this.y, WIDTH, [this.colours[1], this.colours[4], this.colours[2]]));
        this.y -= CHART_HEIGHT + 8;
        break;
      case 'drawing':
        this.reserve(block.height + 10);
        this.y -= block.height;
        this.put(`q 1 0 0 1 ${MARGIN} ${Math.round(this.y)} cm\n${block.operators}Q\n`);
        this.y -= 10;
        break;
    }
  }

  private list(items: readonly string[], numbered: boolean): void {
    for (const [index, item] of items.entries()) {
      this.reserve(16);
      const mark = numbered ? `${index + 1}.` : '-';
      this.put(textAt(mark, MARGIN + 16 - latinWidth(mark, 10.5, true), this.y - 10.85, 10.5, 'F2', this.colours[1]));
      this.text(item, 22);
      this.y -= 2;
    }
    this.y -= 6;
  }

  private code(lines: readonly string[]): void {
    const height = lines.length * 12.5 + 14;
    this.reserve(height);
    this.put(filledBox(MARGIN, this.y - height + 4, WIDTH, height - 4, this.colours[3]));
    this.y -= 6;
    for (const line of lines) this.line(line, 8.5, 'F3', INK, 12.5, 10);
    this.y -= 14;
  }

  private table(block: Extract<PdfBlock, { kind: 'table' }>): void {
    const shares = block.shares ?? block.head.map(() => 1 / block.head.length);
    const lefts = shares.map((_, index) => MARGIN + WIDTH * shares.slice(0, index).reduce((sum, share) => sum + share, 0));
    const row = (cells: readonly string[], bold: boolean): void => {
      const wrapped = cells.map((cell, index) => wrapLatin(cell, WIDTH * (shares[index] ?? 0) - 10, 8.8, bold));
      const height = Math.max(...wrapped.map((lines) => lines.length)) * 11.5 + 7;
      this.reserve(height);
      if (bold) this.put(filledBox(MARGIN, this.y - height, WIDTH, height, this.colours[3]));
      for (const [index, lines] of wrapped.entries()) {
        for (const [depth, line] of lines.entries()) {
          this.put(textAt(line, (lefts[index] ?? MARGIN) + 5, this.y - 12 - depth * 11.5, 8.8, bold ? 'F2' : 'F1', bold ? this.colours[0] : INK));
        }
      }
      this.y -= height;
      this.put(strokedPath([[MARGIN, this.y], [MARGIN + WIDTH, this.y]], 0.5, [214, 217, 222]));
    };
    row(block.head.map(latinText), true);
    for (const cells of block.rows) row(cells, false);
    this.y -= 12;
  }
}
