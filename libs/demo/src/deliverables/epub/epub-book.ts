import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { artBookChapters } from './art-book-chapters.js';
import { comicChapters } from './comic-chapters.js';
import { packEpub } from './epub-package.js';
import { essayChapters } from './essay-chapters.js';
import { novelChapters } from './novel-chapters.js';

function chaptersOf(subject: DeliverableSubject): ReturnType<typeof novelChapters> {
  const { taxonomy } = subject;
  if (taxonomy.startsWith('dp.animation')) return artBookChapters(subject);
  if (taxonomy === 'dp.lit.webcomic') return comicChapters(subject);
  if (taxonomy.startsWith('dp.pub')) return essayChapters(subject);
  return novelChapters(subject);
}

/** A bilingual EPUB 3 of the genre that fits the leaf: art book, comic script, essays, else the opening of a novel. */
export function makeEpub(subject: DeliverableSubject): Deliverable[] {
  return [{
    fileName: `${fileSlug(subject.nameEn)}.epub`,
    contentType: 'application/epub+zip',
    title: `${subject.nameEn}: e-book`,
    bytes: packEpub(subject, chaptersOf(subject)),
  }];
}
