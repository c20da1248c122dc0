export { textOutline, type TextOutline } from './text-outline.js';
export type { DocumentBlock, DocumentTable, PdfDocument } from './pdf-document.js';
export { renderPdf } from './render-pdf.js';
