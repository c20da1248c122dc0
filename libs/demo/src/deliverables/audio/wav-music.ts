import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { makeEpub } from '../epub/epub-book.js';
import { fileSlug } from '../file-slug.js';
import { licenceText } from '../licence-terms.js';
import { pdfFile } from '../pdf/pdf-file.js';
import { bullets, paragraph } from '../pdf/pdf-block.js';
import { composeEffects, composeMelody, composePercussion } from './compose.js';
import type { Recording } from './compose.js';
import { encodeWav, SAMPLE_RATE } from './encode-wav.js';
import { textFile } from '../text-file.js';

function recordingsOf(subject: DeliverableSubject): Recording[] {
  if (/percussion|drum/i.test(subject.nameEn)) return composePercussion(subject.productId);
  if (subject.taxonomy === 'dp.music.sfx') return composeEffects(subject.productId);
  return [composeMelody(subject.productId, /pop|advert|upbeat|science/i.test(subject.nameEn))];
}

function companion(subject: DeliverableSubject, recordings: readonly Recording[]): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  if (subject.taxonomy === 'dp.lit.audiobook') return makeEpub(subject);
  if (subject.taxonomy !== 'dp.music.sync') return [textFile(`${slug}-licence.txt`, 'text/plain; charset=utf-8', `${subject.nameEn}: terms`, licenceText(subject))];
  return [pdfFile(subject, `${slug}-sync-licence.pdf`, 'Synchronisation licence', [
    { title: 'What may be done', blocks: [
      paragraph(subject.descriptionEn),
      bullets('Set the recording to pictures in one production, of any length, in all media and all places.', 'Cut, loop, fade and mix it; change of tempo up to a fifth.', 'Name the work and the merchant in the credits where credits are shown.'),
      { kind: 'table', head: ['Recording', 'Length', 'Format'], rows: recordings.map(({ name, samples }) => [name, `${(samples.length / SAMPLE_RATE).toFixed(1)} s`, `WAV, ${SAMPLE_RATE} Hz, 16 bit, mono`]) }] },
    { title: 'Cue sheet', blocks: [
      paragraph('Fill in one line for each use and keep the sheet with the production; broadcasters ask for it.'),
      { kind: 'table', head: ['Production', 'Scene', 'From', 'To', 'Use'], rows: [['', '', '', '', 'Background'], ['', '', '', '', 'Feature'], ['', '', '', '', 'Credits']] }] }])];
}

/** Synthesised recordings as WAV; an audiobook brings its text, a synchronisation licence its cue sheet. */
export function makeWav(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const recordings = recordingsOf(subject);
  const files = recordings.map(({ name, samples }) => ({ fileName: `${slug}-${name}.wav`, contentType: 'audio/wav', title: `${subject.nameEn}: ${name}`, bytes: encodeWav(samples) }));
  return [...files, ...companion(subject, recordings)];
}
