import PDFDocument from 'pdfkit';
import { directionOf } from '@silkport/values';
import type { BaseDirection } from './direction.js';
import { faceOfOneDocument } from './faces.js';
import { linesOf, type TextLine, type TextStyle } from './paragraph.js';
import type { FontRun } from './font-runs.js';
import type { PdfDocument } from './pdf-document.js';

/** A4 with margins, in points. */
const margins = { top: 54, bottom: 64, left: 50, right: 50 };

export type Align = 'start' | 'end';
export type StructureKind = 'H1' | 'H2' | 'P' | 'TR' | 'TH' | 'TD' | 'Table' | 'Div';

/**
 * The pages that blocks are drawn on, from the top down. Places across the page are told as distance from where lines begin: left, or right in a
 * right-to-left document, whose whole layout is thereby the mirror of the other.
 */
export class Sheet {
  readonly pdf: PDFKit.PDFDocument;
  readonly widthPoints: number;
  readonly direction: 'ltr' | 'rtl';
  /** From the top of the page to where the next block begins. */
  y = margins.top;
  private parent: PDFKit.PDFStructureElement;
  private readonly fonts = new Set<string>();

  constructor(readonly document: PdfDocument) {
    this.direction = directionOf(document.locale);
    this.pdf = new PDFDocument({
      size: 'A4', margin: 0, bufferPages: true, pdfVersion: '1.7', tagged: true, displayTitle: true, lang: document.locale,
      info: { Title: document.title, CreationDate: document.createdAt, ModDate: document.createdAt, Producer: 'Silkport', Creator: 'Silkport' },
    });
    this.widthPoints = this.pdf.page.width - margins.left - margins.right;
    this.parent = this.pdf.struct('Document');
    this.pdf.addStructure(this.parent);
  }

  get bottom(): number {
    return this.pdf.page.height - margins.bottom;
  }

  /** Of what can be drawn on. */
  get pageHeight(): number {
    return this.bottom - margins.top;
  }

  get isAtTop(): boolean {
    return this.y === margins.top;
  }

  /** Begins a page where less than `heightPoints` are left. @returns whether it did */
  makeRoom(heightPoints: number): boolean {
    if (this.y + heightPoints <= this.bottom || this.isAtTop) return false;
    this.pdf.addPage();
    this.y = margins.top;
    return true;
  }

  lines(text: string, style: TextStyle, widthPoints: number, base: BaseDirection): TextLine[] {
    return linesOf(text, style, widthPoints, this.document.locale, base);
  }

  /** What `draw` draws is one element of the document's structure, for readers who do not see the page. */
  element(kind: StructureKind, draw: () => void): void {
    const outer = this.parent;
    const own = this.pdf.struct(kind);
    outer.add(own);
    this.parent = own;
    draw();
    this.parent = outer;
    own.end();
  }

  /** Draws a line's text in the box that begins at `offset`; `y` is the top of the line. */
  line(line: TextLine, style: TextStyle, box: { readonly offset: number; readonly width: number; readonly y: number; readonly align?: Align }): void {
    if (!line.runs.length) return;
    this.parent.add(this.pdf.markStructureContent('Span'));
    this.glyphs(line, style, box);
    this.pdf.endMarkedContent();
  }

  /** The same, for what stands on each page and belongs to none of the text. */
  marginal(line: TextLine, style: TextStyle, box: { readonly offset: number; readonly width: number; readonly y: number; readonly align?: Align }): void {
    this.pdf.markContent('Artifact', { type: 'Pagination' });
    this.glyphs(line, style, box);
    this.pdf.endMarkedContent();
  }

  rule(offset: number, width: number, y: number, color: string, thickness = 0.5): void {
    this.fill(offset, width, y - thickness / 2, thickness, color);
  }

  fill(offset: number, width: number, y: number, height: number, color: string): void {
    this.pdf.markContent('Artifact', { type: 'Layout' });
    this.pdf.rect(this.leftOf(offset, width), y, width, height).fill(color);
    this.pdf.endMarkedContent();
  }

  /** Numbers the pages, and ends the file. */
  finish(drawMargins: (page: number, pages: number) => void): void {
    const { start, count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.pdf.switchToPage(start + page);
      drawMargins(page + 1, count);
    }
    this.parent.end();
    this.pdf.end();
  }

  private glyphs(line: TextLine, style: TextStyle, { offset, width, y, align = 'start' }: { readonly offset: number; readonly width: number; readonly y: number; readonly align?: Align }): void {
    const free = width - line.widthPoints;
    let x = this.leftOf(offset, width) + ((align === 'start') === (this.direction === 'ltr') ? 0 : free);
    if (line.isRightToLeft) this.pdf.markContent('Span', { actual: line.text });
    this.pdf.fillColor(style.color).fontSize(style.sizePoints);
    for (const run of line.runs) {
      // Given features, even none, pdfkit shapes the run as a whole; without, word by word from left to right, which would put Arabic words in the wrong order.
      this.useFont(run, style);
      this.pdf.text(run.text, x, y + baselineOf(style), { lineBreak: false, features: [], baseline: 'alphabetic' });
      x += run.widthPoints;
    }
    if (line.isRightToLeft) this.pdf.endMarkedContent();
  }

  private useFont({ family }: FontRun, { weight }: TextStyle): void {
    const name = `${family} ${weight}`;
    if (!this.fonts.has(name)) this.pdf.registerFont(name, faceOfOneDocument(family, weight) as unknown as PDFKit.Mixins.PDFFontSource);
    this.fonts.add(name);
    this.pdf.font(name);
  }

  private leftOf(offset: number, width: number): number {
    return this.direction === 'ltr' ? margins.left + offset : this.pdf.page.width - margins.right - offset - width;
  }
}

/** From the top of one line to the top of the next: room for Thai and Arabic marks above and below. */
export function leadingOf({ sizePoints }: TextStyle): number {
  return sizePoints * 1.45;
}

function baselineOf({ sizePoints }: TextStyle): number {
  return sizePoints * 1.08;
}
