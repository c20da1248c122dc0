import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { licenceSections } from '../pdf/licence-sections.js';
import { textFile } from '../text-file.js';
import { zipArchive } from '../zip-archive.js';
import { svgMascot } from './svg-mascot.js';
import { svgPatterns } from './svg-patterns.js';

/** Repeat patterns, or the model sheets of a character with the term sheet of its licence; one file is a preview. */
export function makeSvgPack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const mascot = subject.taxonomy.startsWith('dp.animation');
  const drawings = mascot ? svgMascot(subject.productId, subject.nameEn) : svgPatterns(subject.productId, subject.nameEn);
  const use = mascot ? 'Model sheets: keep proportions, colours and clear space.' : 'Each tile repeats in both directions without a seam; scale freely.';
  return [
    { fileName: `${slug}.zip`, contentType: 'application/zip', title: `${subject.nameEn}: all drawings`, bytes: zipArchive([
      ...drawings.map(({ name, svg }) => ({ path: `${name}.svg`, content: svg })),
      { path: 'README.txt', content: `${subject.nameEn}\n\n${subject.descriptionEn}\n\n${use}\n\n${drawings.map(({ name }) => `${name}.svg`).join('\n')}\n` },
      { path: 'LICENCE.txt', content: licenceText(subject) }]) },
    textFile(`${slug}-preview.svg`, 'image/svg+xml', `${subject.nameEn}: preview`, drawings[0]?.svg ?? ''),
    ...(mascot ? [pdfFile(subject, `${slug}-terms.pdf`, 'Term sheet of rights', licenceSections(subject))] : []),
  ];
}
