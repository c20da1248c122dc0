import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { licenceSections } from '../pdf/licence-sections.js';
import { textFile } from '../text-file.js';
import { zipArchive } from '../zip-archive.js';
import { svgClips } from './svg-clips.js';
import { svgMascot } from './svg-mascot.js';
import type { Drawing } from './svg-patterns.js';
import { svgPatterns } from './svg-patterns.js';

interface Pack { drawings: Drawing[]; use: string; isLicensed: boolean }

function packOf({ taxonomy, productId, nameEn }: DeliverableSubject): Pack {
  const count = Number(/(\d+) (?:clips|files)/i.exec(nameEn)?.[1] ?? 6);
  if (taxonomy === 'dp.animation.short') return { drawings: svgClips(productId, nameEn, count), use: 'Each clip moves by itself and repeats without a jump, on a clear ground.', isLicensed: false };
  if (taxonomy.startsWith('dp.animation')) return { drawings: svgMascot(productId, nameEn), use: 'Model sheets: keep proportions, colours and clear space.', isLicensed: true };
  return { drawings: svgPatterns(productId, nameEn, count), use: 'Each tile repeats in both directions without a seam; scale freely.', isLicensed: false };
}

/** Repeat patterns, motion clips, or the model sheets of a character with the term sheet of its licence; one file is a preview. */
export function makeSvgPack(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const { drawings, use, isLicensed } = packOf(subject);
  return [
    { fileName: `${slug}.zip`, contentType: 'application/zip', title: `${subject.nameEn}: all drawings`, bytes: zipArchive([
      ...drawings.map(({ name, svg }) => ({ path: `${name}.svg`, content: svg })),
      { path: 'README.txt', content: `${subject.nameEn}\n\n${subject.descriptionEn}\n\n${use}\n\n${drawings.map(({ name }) => `${name}.svg`).join('\n')}\n` },
      { path: 'LICENCE.txt', content: licenceText(subject) }]) },
    textFile(`${slug}-preview.svg`, 'image/svg+xml', `${subject.nameEn}: preview`, drawings[0]?.svg ?? ''),
    ...(isLicensed ? [pdfFile(subject, `${slug}-terms.pdf`, 'Term sheet of rights', licenceSections(subject))] : []),
  ];
}
