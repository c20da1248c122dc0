import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import type { PdfSection } from './pdf-block.js';
import { typeset } from './typeset.js';

/** The sections set as a PDF deliverable. */
export function pdfFile(subject: DeliverableSubject, fileName: string, kindLine: string, sections: readonly PdfSection[]): Deliverable {
  return { fileName, contentType: 'application/pdf', title: `${subject.nameEn}: ${kindLine.toLowerCase()}`, bytes: typeset(subject, kindLine, sections) };
}
