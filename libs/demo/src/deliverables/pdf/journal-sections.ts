import type { DeliverableSubject } from '../deliverable.js';
import { SAMPLE_LABEL } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';
import { bullets, note, paragraph, subheading } from './pdf-block.js';
import type { PdfSection } from './pdf-block.js';

const TOPICS = ['Origin rules', 'Electronic contracts', 'Data transfer', 'Consumer protection', 'Customs valuation', 'Trade marks', 'Digital services tax', 'Arbitration'];
const ANGLES = ['in practice', 'for small sellers', 'before the courts', 'after the new rules', 'compared in five places', 'and the burden of proof', 'in chain transactions'];

const ARTICLES: readonly { title: string; abstract: string; paragraphs: string[] }[] = [
  { title: 'When is a digital order concluded?', abstract: 'A click is not always an acceptance. The article orders the cases by who speaks last and shows where sellers lose proof.',
    paragraphs: ['A contract needs two matching declarations. In a shop on the web the display of goods is usually an invitation; the buyer\'s order is the offer, and the seller\'s confirmation the acceptance. Where delivery follows at once, as with a download, the delivery itself accepts.',
      'The practical question is proof. A server that records the order but not the text shown to the buyer proves half of it. We recommend keeping the terms by their hash with each order, together with the language in which they were read and the moment of consent.',
      'Cross-border cases add the question of law. A choice of law in the terms is valid in most places between traders; towards consumers the mandatory rules of their own country/region remain. A seller who delivers to many places does best to meet the strictest common standard: clear total price, name of the seller, confirmation on a durable medium.'] },
  { title: 'The place of a service that has no place', abstract: 'Taxes on digital services follow the customer. Which pieces of evidence locate a customer, and what if they contradict each other?',
    paragraphs: ['A download has no place of performance that can be seen. Legislators therefore look at the customer: billing address, address of the connection, bank, card, language of the account. Two pieces that agree are the usual standard.',
      'Contradictions are common and mostly innocent: a traveller, a company card, a relay. The seller need not become a detective. It is enough to collect, to compare by a fixed order, and to keep the result with the sale.',
      'For business customers the number under which they are registered for tax decides, after it was checked. The check has a date; the record of it belongs to the invoice.'] },
  { title: 'Small parcels, large questions', abstract: 'Thresholds for low-value goods disappear. What the declaration of a single parcel has to say, and who answers for it.',
    paragraphs: ['For two decades a parcel of low value passed most borders with few questions. That time ends: in one market after another duty or tax is due from the first unit of currency, and the platform that arranged the sale answers for it.',
      'The declaration then has to be right for each line: tariff number, origin, value in the currency of the sale, quantity in the unit of the tariff. Descriptions such as "gift" or "accessory" are refused by systems that read them automatically.',
      'Clusters that prepare a tariff table of their own goods, with pictures, save each of their merchants the same work. The table is a common good of the place; it should be dated, signed and corrected in public.'] },
];

/** An issue of an article database: index with abstracts, three articles in full, figures of use. */
export function journalSections(subject: DeliverableSubject): PdfSection[] {
  const random = new SeededRandom(`${subject.productId}/journal`);
  const index = Array.from({ length: 18 }, (_, number) => [`2025-${String(number + 1).padStart(3, '0')}`, `${TOPICS[number % TOPICS.length]} ${random.pick(ANGLES)}`, String(random.whole(6, 28)), random.pick(['en', 'zh', 'en, zh'])]);
  const use = TOPICS.map(() => random.whole(80, 640));
  return [
    { title: 'About this database', blocks: [
      paragraph(subject.descriptionEn),
      subheading('How to cite'), paragraph('Cite by number, title and date of access; the number never changes. Corrections keep the number and get a letter.'),
      subheading('What the access covers'), bullets('Reading and searching this edition: the index and the articles printed in full', 'Saving and printing for own work', 'Quoting within the limits of the law'),
    ] },
    { title: 'Index of the current volume', blocks: [{ kind: 'table', head: ['Number', 'Title', 'Pages', 'Language'], shares: [0.16, 0.54, 0.12, 0.18], rows: index }, note('Index entries are samples made for the demonstration.')] },
    ...ARTICLES.map(({ title, abstract, paragraphs }) => ({ title, blocks: [subheading('Abstract'), paragraph(abstract), subheading('Article'), ...paragraphs.map(paragraph)] })),
    { title: 'Readers and use', blocks: [
      { kind: 'chart' as const, style: 'bars' as const, caption: `Articles opened by topic (${SAMPLE_LABEL.toLowerCase()})`, labels: TOPICS.map((topic) => topic.split(' ')[0] as string), series: [{ name: 'Articles opened', values: use }] },
      { kind: 'table' as const, head: ['Topic', 'Articles opened'], rows: TOPICS.map((topic, position) => [topic, String(use[position] ?? 0)]) }, note(SAMPLE_LABEL)] },
  ];
}
