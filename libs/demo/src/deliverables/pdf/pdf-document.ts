import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { courseSections } from './course-sections.js';
import { journalSections } from './journal-sections.js';
import { licenceSections } from './licence-sections.js';
import type { PdfSection } from './pdf-block.js';
import { pdfFile } from './pdf-file.js';
import { reportSections } from './report-sections.js';

interface Genre {
  prefixes: readonly string[];
  kindLine: string;
  sections(subject: DeliverableSubject): PdfSection[];
}

const GENRES: readonly Genre[] = [
  { prefixes: ['dp.pub.courseware', 'ds.education'], kindLine: 'Course notes', sections: courseSections },
  { prefixes: ['dp.film.licence', 'dp.games.publishing', 'dp.lit.rights', 'dt.licence'], kindLine: 'Term sheet of rights', sections: licenceSections },
  { prefixes: ['dp.pub.journal'], kindLine: 'Article database', sections: journalSections },
  { prefixes: [''], kindLine: 'Industry report', sections: reportSections },
];

/** A document of the genre that fits the leaf: course, term sheet, article database, else a report. */
export function makePdf(subject: DeliverableSubject): Deliverable[] {
  const genre = GENRES.find(({ prefixes }) => prefixes.some((prefix) => subject.taxonomy.startsWith(prefix))) as Genre;
  return [pdfFile(subject, `${fileSlug(subject.nameEn)}.pdf`, genre.kindLine, genre.sections(subject))];
}
