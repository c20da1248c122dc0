import type { DeliverableSubject } from '../deliverable.js';
import { monthsFrom, SAMPLE_LABEL, sampleSeries } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';
import { bullets, note, paragraph, steps, subheading } from './pdf-block.js';
import type { PdfBlock, PdfSection } from './pdf-block.js';

const REGIONS = ['South-East Asia', 'Central Asia', 'Middle East', 'Latin America', 'Europe', 'Africa'];

const percent = (value: number): string => `${value >= 0 ? '+' : ''}${(value * 100).toFixed(1)} %`;

function volumeBlocks(subject: DeliverableSubject): PdfBlock[] {
  const random = new SeededRandom(`${subject.productId}/volume`);
  const base = random.between(60, 140);
  const orders = sampleSeries(random, 24, base, 0.012, 0.09, 0.03);
  const returning = orders.map((value, month) => value * (0.24 + month * 0.006 + random.bell() * 0.01));
  const quarters = Array.from({ length: 8 }, (_, quarter) => {
    const sum = (series: readonly number[]): number => series.slice(quarter * 3, quarter * 3 + 3).reduce((total, value) => total + value, 0);
    return { name: `${2024 + Math.floor(quarter / 4)} Q${(quarter % 4) + 1}`, all: sum(orders), returning: sum(returning) };
  });
  return [
    paragraph('The chart follows an index of monthly demand; 100 is the average month of the year before. The wave within the year is typical of the trade: a quiet first quarter, '
      + 'a first peak before the summer, and a second one in the last quarter, when buyers stock up for the season.'),
    { kind: 'chart', style: 'lines', caption: `Monthly demand index (${SAMPLE_LABEL.toLowerCase()})`, labels: monthsFrom(2024, 24),
      series: [{ name: 'All orders', values: orders }, { name: 'Returning buyers', values: returning }] },
    { kind: 'table', head: ['Quarter', 'Demand index, sum', 'Change on quarter before', 'Share of returning buyers'], rows: quarters.map((quarter, index) => [
      quarter.name, quarter.all.toFixed(1), index === 0 ? 'n/a' : percent(quarter.all / (quarters[index - 1]?.all ?? 1) - 1), `${((quarter.returning / quarter.all) * 100).toFixed(1)} %`]) },
    note(`${SAMPLE_LABEL}: computed by a fixed formula, not measured; use them to judge layout and depth.`),
  ];
}

function regionBlocks(subject: DeliverableSubject): PdfBlock[] {
  const random = new SeededRandom(`${subject.productId}/regions`);
  const weights = REGIONS.map(() => random.between(0.6, 2));
  const total = weights.reduce((sum, value) => sum + value, 0);
  const shares = weights.map((value) => (value / total) * 100);
  const growth = REGIONS.map(() => random.between(0.02, 0.31));
  return [
    paragraph('Regions differ in three things that decide the outcome more than price does: how people pay, how long they accept to wait, and which papers the authorities ask for. '
      + 'The shares below are of order value; growth compares the last twelve months with the twelve before.'),
    { kind: 'chart', style: 'bars', caption: `Share of order value by region, % (${SAMPLE_LABEL.toLowerCase()})`, labels: REGIONS, series: [{ name: 'Share of value', values: shares }] },
    { kind: 'table', head: ['Region', 'Share', 'Growth', 'Usual way of paying', 'Paper asked for most'], shares: [0.2, 0.12, 0.12, 0.26, 0.3], rows: REGIONS.map((region, index) => [
      region, `${(shares[index] ?? 0).toFixed(1)} %`, percent(growth[index] ?? 0), random.pick(['Cards and wallets', 'Bank transfer', 'Cash on delivery', 'Instalments']),
      random.pick(['Certificate of origin', 'Conformity certificate', 'Commercial invoice in two languages', 'Tax number of the importer'])]) },
    note(`${SAMPLE_LABEL}.`),
  ];
}

/** An industry report or survey: question, method, two data chapters with charts, reading for a decision, checklist. */
export function reportSections(subject: DeliverableSubject): PdfSection[] {
  return [
    { title: 'In brief', blocks: [
      paragraph(subject.descriptionEn),
      subheading('What the reader takes away'),
      bullets(
        'Demand grows faster among returning buyers than among new ones: service after the sale pays for itself.',
        'Two regions carry most of the growth, and both ask for papers that can be prepared before the first order.',
        'Delivery that is instant or dated beats a discount: a named day of arrival moves more first orders than a lower price.'),
      paragraph('The report is meant to be read in twenty minutes. Each chapter ends with a table that can be copied into a plan; the last chapter turns the findings into a list of decisions.'),
      note(`${SAMPLE_LABEL}: findings and figures illustrate how the report reads; nothing in it was measured.`),
    ] },
    { title: 'Question and method', blocks: [
      paragraph(`The question behind "${subject.nameEn}" is simple: where does the next order come from, and what keeps it from coming? We look at it from the side of the merchant in ${subject.clusterEn}.`),
      steps('List what can be counted: orders, value, returning buyers, days to delivery, refunds.', 'Put months on one scale, so that a strong season does not look like growth.',
        'Compare regions only where the count is large enough; small counts are named as such.', 'Check every finding against its opposite: what would we see if it were wrong?'),
      paragraph('Index numbers are used in place of absolute values. An index keeps the shape of a market visible without giving away the trade of any single firm.'),
    ] },
    { title: 'Demand over two years', blocks: volumeBlocks(subject) },
    { title: 'Where the buyers are', blocks: regionBlocks(subject) },
    { title: 'What to decide now', blocks: [
      paragraph('Findings are worth what they change. The table pairs each with the decision it supports and with the sign that would tell you to reverse it.'),
      { kind: 'table', head: ['Finding', 'Decision it supports', 'Reverse it when'], rows: [
        ['Returning buyers grow faster', 'Move a tenth of the advertising budget to service after the sale', 'Their share falls two quarters in a row'],
        ['Papers delay first orders', 'Prepare the three documents asked for most, in the languages of the two main regions', 'Customs hold times do not shorten in ninety days'],
        ['A dated promise sells', 'Show a date of arrival in the buyer\'s own calendar on every offer', 'More than one order in twenty arrives late'],
        ['The second peak is earlier every year', 'Bring forward stock and staff by three weeks', 'The index of the ninth month is below that of the eighth']] },
      subheading('Checklist for the next ninety days'),
      steps('Name one person who owns the numbers of this report.', 'Fill the tables with your own counts; the index formula is: month divided by the average month of the year before, times 100.',
        'Decide the first two rows of the table above.', 'Look again on day 45 and on day 90, with the same tables.'),
    ] },
  ];
}
