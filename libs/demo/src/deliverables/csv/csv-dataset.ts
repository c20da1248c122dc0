import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceTerms } from '../licence-terms.js';
import { SAMPLE_LABEL } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';
import { jsonFile, textFile } from '../text-file.js';
import type { DataTable } from './data-table.js';
import { coralBoxes, pulsarCandidates, waterQuality } from './environment-tables.js';
import { bilingualNews, speechManifest } from './language-tables.js';
import { agriculturalOutput, exportStatistics, leadTimes, tourismFlow } from './trade-tables.js';
import { writeCsv } from './write-csv.js';

/** The first theme whose words occur in the name or the leaf. */
const THEMES: readonly [words: RegExp, table: (random: SeededRandom) => DataTable][] = [
  [/speech|voice/i, speechManifest],
  [/corpus|bilingual|dataset\.training/i, bilingualNews],
  [/agricultur|crop|farm/i, agriculturalOutput],
  [/lead.time|component/i, leadTimes],
  [/tourism|dataset\.consumer/i, tourismFlow],
  [/pulsar/i, pulsarCandidates],
  [/coral|image set/i, coralBoxes],
  [/water|dataset\.scientific/i, waterQuality],
  [/./, exportStatistics],
];

function readme(subject: DeliverableSubject, fileName: string, table: DataTable): string {
  const columns = table.columns.map(({ name, type, description }) => `  ${name} (${type}): ${description}`);
  return [
    subject.nameEn, '='.repeat(subject.nameEn.length), '', subject.descriptionEn, '', `File: ${fileName}, UTF-8, comma separated (RFC 4180), decimal point, ISO 8601 dates.`,
    `Rows: ${table.rows.length}; a row is ${table.rowMeaning}.`, `${SAMPLE_LABEL}: the values are computed, not measured.`, '', 'Columns', ...columns, '', 'Terms of use', ...licenceTerms(subject).map((term) => `- ${term}`), '',
  ].join('\n');
}

/** A data set as CSV with its Table Schema (Frictionless) and a readme with the terms. */
export function makeCsv(subject: DeliverableSubject): Deliverable[] {
  const words = `${subject.nameEn} ${subject.taxonomy}`;
  const build = THEMES.find(([pattern]) => pattern.test(words))?.[1] ?? exportStatistics;
  const table = build(new SeededRandom(`${subject.productId}/table`));
  const slug = fileSlug(subject.nameEn);
  const schema = { fields: table.columns.map((column) => ({ ...column, constraints: { required: true } })), primaryKey: table.primaryKey, missingValues: [''] };
  return [
    textFile(`${slug}.csv`, 'text/csv; charset=utf-8', `${subject.nameEn}: data`, writeCsv(table)),
    jsonFile(`${slug}.schema.json`, `${subject.nameEn}: table schema`, schema),
    textFile(`${slug}-readme.txt`, 'text/plain; charset=utf-8', `${subject.nameEn}: description and terms`, readme(subject, `${slug}.csv`, table)),
  ];
}
