import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { makeEpub } from '../epub/epub-book.js';
import { fileSlug } from '../file-slug.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { encodeApng } from './encode-apng.js';
import { paintScene } from './paint-scene.js';
import { storyboardSections } from './storyboard-sections.js';

/** Storyboard and an animatic that plays in a browser; animation comes with its art book. Micro-dramas are upright. */
export function makeVideoPack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const { width, height, palette, frames } = paintScene(subject.productId, subject.taxonomy === 'dp.film.microdrama');
  return [
    { fileName: `${slug}-animatic.png`, contentType: 'image/apng', title: `${subject.nameEn}: animatic`, bytes: encodeApng(width, height, palette, frames, 90) },
    pdfFile(subject, `${slug}-storyboard.pdf`, 'Storyboard', storyboardSections(subject)),
    ...(subject.taxonomy === 'dp.animation.series' ? makeEpub(subject) : []),
  ];
}
