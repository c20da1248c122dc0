import type { DeliverableSubject } from '../deliverable.js';
import { SeededRandom } from '../seeded-random.js';
import { bullets, note, paragraph, steps, subheading } from './pdf-block.js';
import type { PdfSection } from './pdf-block.js';

interface RightsKind {
  match: RegExp;
  work: string;
  granted: string[];
  kept: string[];
  materials: [name: string, kind: string, due: string][];
}

const KINDS: readonly RightsKind[] = [
  { match: /^dp\.film/, work: 'series', granted: ['Broadcast and on-demand showing in the named territory', 'Subtitling and dubbing into the languages of the territory', 'Trailers of up to 90 seconds cut from the work'],
    kept: ['Remakes in other territories', 'Music outside of the work', 'Merchandise, unless named in the title of the product'],
    materials: [['Master files', 'ProRes or IMF, stereo and 5.1', 'Day 10'], ['Music and effects track', 'WAV, 48 kHz', 'Day 10'], ['Dialogue list', 'Spreadsheet with time codes', 'Day 7'], ['Key art', 'Layered image, text-free version', 'Day 5']] },
  { match: /^dp\.games/, work: 'game', granted: ['Publishing and operating the game in the named territory', 'Translation of texts and voices', 'Local events and price points within the price corridor'],
    kept: ['Source code', 'Sequels and spin-offs', 'Use of the characters outside of the game'],
    materials: [['Release build', 'Signed package for each store', 'Day 14'], ['Text tables', 'Spreadsheet with context and length limits', 'Day 5'], ['Server image and runbook', 'Container and document', 'Day 14'], ['Store assets', 'Icon, screenshots, trailer', 'Day 10']] },
  { match: /^dp\.lit/, work: 'text', granted: ['Translation or adaptation as named in the title of the product', 'Publication in print and electronic form in the named language', 'Extracts of up to 10 % for promotion'],
    kept: ['Other languages', 'Film and game rights, unless named', 'Moral rights of the author, which cannot be sold'],
    materials: [['Final manuscript', 'EPUB and plain text', 'Day 3'], ['Glossary of names', 'Spreadsheet, Chinese and English', 'Day 7'], ['Character sheets', 'Document', 'Day 7'], ['Author photograph and biography', 'Image and text', 'Day 5']] },
  { match: /^dp\.animation/, work: 'character', granted: ['Use of the character on the goods named in the title of the product', 'Use in shop windows, packaging and advertising of those goods', 'Adaptation of pose and size within the model sheets'],
    kept: ['Films, games and stories with the character', 'Registration of the character as a mark or design', 'Licences for other kinds of goods'],
    materials: [['Model sheets', 'SVG, in this package', 'Day 0'], ['Colour values for print', 'Table', 'Day 3'], ['Answer to a design sent for approval', 'Message with marks on the picture', 'Five days each'], ['Hologram or label text', 'Text and picture', 'Day 7']] },
  { match: /./, work: 'invention', granted: ['Making, using and selling products that use the invention', 'Sub-contracting of manufacture', 'Improvements by the licensee remain the licensee\'s own'],
    kept: ['Filing of new patents on the invention', 'Licensing to others in other fields of use', 'The name and marks of the licensor'],
    materials: [['Specification and claims', 'Document, English and Chinese', 'Day 3'], ['Know-how file', 'Drawings, parameters, test limits', 'Day 7'], ['Reference measurement', 'Report with raw values', 'Day 14'], ['Two sessions with an engineer', 'Video call, 90 minutes', 'Day 20']] },
];

/** A term sheet for rights: what is granted, what is kept, materials with days counted from the order, reporting, how to conclude. */
export function licenceSections(subject: DeliverableSubject): PdfSection[] {
  const kind = KINDS.find(({ match }) => match.test(subject.taxonomy)) ?? (KINDS[KINDS.length - 1] as RightsKind);
  const random = new SeededRandom(`${subject.productId}/licence`);
  const royalty = random.whole(4, 9);
  const sales = [0.4, 0.75, 1, 0.9].map((share) => Math.round(share * random.whole(38, 64)) * 1000);
  return [
    { title: 'Subject of the grant', blocks: [
      paragraph(subject.descriptionEn),
      { kind: 'table', head: ['Term', 'Content'], shares: [0.28, 0.72], rows: [
        ['Work', `${subject.nameEn} (product ${subject.productId})`], ['Licensor', `${subject.merchantEn}, ${subject.clusterEn}`], ['Licensee', 'The buyer named in the order'],
        ['Territory and term', 'As named in the title of the product; where it names no term, three years from the order'], ['Nature', 'Non-transferable; exclusive only where the title says so'],
        ['Fee', 'The price of the order is the fixed fee and is set off against royalties'], ['Royalty', `${royalty} % of net receipts above the fixed fee`]] },
      subheading('Granted'), bullets(...kind.granted), subheading('Kept by the licensor'), bullets(...kind.kept),
    ] },
    { title: 'Materials and dates', blocks: [
      paragraph(`Days are calendar days from the day on which the order is paid. The licensor delivers through the order page, so that both sides see what arrived and when. A ${kind.work} is accepted item by item.`),
      { kind: 'table', head: ['Item', 'Form', 'Due', 'Accepted when'], shares: [0.26, 0.34, 0.14, 0.26], rows: kind.materials.map(([name, form, due]) => [name, form, due, 'Opens, complete, and no defect named within 10 days']) },
      subheading('Acceptance'), steps('The licensee checks each item within ten days of its arrival.', 'A defect is named with the place (time code, page, level, figure) and a picture or a sentence.', 'The licensor mends it within ten days, once more if needed; after that either side may end the grant for that item.'),
    ] },
    { title: 'Reporting and royalties', blocks: [
      paragraph('The licensee reports every quarter within 30 days of its end. Net receipts are what the licensee receives after taxes on sales, refunds and the fees of stores or broadcasters. Withholding tax is deducted only with a certificate, so that the licensor can credit it.'),
      { kind: 'chart', style: 'bars', caption: 'Worked example: net receipts a quarter, CNY (sample figures for demonstration)', labels: ['Q1', 'Q2', 'Q3', 'Q4'], series: [{ name: 'Net receipts', values: sales }] },
      { kind: 'table', head: ['Quarter', 'Net receipts, CNY', `Royalty at ${royalty} %, CNY`], rows: sales.map((value, index) => [`Q${index + 1}`, value.toLocaleString('en-US'), ((value * royalty) / 100).toLocaleString('en-US')]) },
      note('Sample figures for demonstration: they show the arithmetic, not an expectation.'),
    ] },
    { title: 'How to conclude', blocks: [
      paragraph('This term sheet becomes the grant when the order is paid and both sides have confirmed the filled form below in the messages of the order. Until then the licensor may not grant the same right to others for 14 days.'),
      steps('Fill in the legal name, country/region, tax number and contact of the licensee.', 'Name the media or products in which the work will be used.', 'Name the planned date of first use.', 'Confirm in the messages of the order; the licensor confirms within three working days.'),
      subheading('Ending early'), paragraph('Either side may end the grant when the other has broken a term and not mended it within 30 days of being told. Copies made before may be sold off for 90 days; reports and royalties stay due.'),
      subheading('Law'), paragraph('The law chosen in the order applies, with mandatory rules of the country/region of use. The sides first seek a solution through the dispute procedure of the market.'),
    ] },
  ];
}
