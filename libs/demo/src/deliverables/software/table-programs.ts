import type { DeliverableSubject } from '../deliverable.js';
import type { Program } from './program.js';

const TOTALS = String.raw`// Sums the amounts of a table by its first column and marks groups below or above a limit: node cli.mjs [table.csv]
import { readFileSync } from 'node:fs';

const { below, above } = JSON.parse(readFileSync(new URL('./config.sample.json', import.meta.url), 'utf8'));
const [, ...rows] = readFileSync(process.argv[2] ?? new URL('./sample.csv', import.meta.url), 'utf8').trim().split(/\r?\n/).map((line) => line.split(','));
const groups = new Map();
rows.forEach(([group, item, amount], index) => {
  const cents = Math.round(Number(amount) * 100);
  if (!Number.isSafeInteger(cents)) { console.error('line ' + (index + 2) + ': not an amount: ' + amount); process.exitCode = 1; return; }
  groups.set(group, [...(groups.get(group) ?? []), { item, cents }]);
});
for (const [group, entries] of groups) {
  const total = entries.reduce((sum, { cents }) => sum + cents, 0) / 100;
  const mark = below !== null && total < below ? '  below ' + below : above !== null && total > above ? '  above ' + above : '';
  console.log(group.padEnd(22), String(entries.length).padStart(3), total.toFixed(2).padStart(14) + mark);
}
`;

const TOPICS = String.raw`// Sorts reviews by topic and drafts an answer to each: node cli.mjs [reviews.csv]
import { readFileSync } from 'node:fs';

const { topics, answers } = JSON.parse(readFileSync(new URL('./config.sample.json', import.meta.url), 'utf8'));
const [, ...lines] = readFileSync(process.argv[2] ?? new URL('./sample.csv', import.meta.url), 'utf8').trim().split(/\r?\n/);
const sorted = lines.map((line) => {
  const [, stars, text] = /^(\d),(.*)$/.exec(line) ?? [];
  const topic = Object.keys(topics).find((name) => topics[name].some((word) => text?.toLowerCase().includes(word))) ?? 'other';
  return { stars: Number(stars), topic, text };
});
for (const topic of [...Object.keys(topics), 'other']) {
  const own = sorted.filter((review) => review.topic === topic);
  if (own.length === 0) continue;
  console.log(topic + ': ' + own.length + ' reviews, mean ' + (own.reduce((sum, { stars }) => sum + stars, 0) / own.length).toFixed(1) + ' stars');
  for (const { stars, text } of own) console.log('  ' + stars + '  ' + text + '\n     draft: ' + answers[stars >= 4 ? 'thanks' : 'mend']);
}
`;

interface Ledger { purpose: string; config: string; rows: string }

const LEDGERS: readonly [words: RegExp, ledger: Ledger][] = [
  [/tax/i, { purpose: 'Adds up sales by country/region and marks those above a registration threshold', config: '{ "below": null, "above": 10000 }\n',
    rows: 'country_region,order,amount_eur\nDE,A-101,6400.00\nDE,A-117,4120.50\nFR,A-102,2250.00\nPL,A-109,980.00\nFR,A-121,3310.40\n' }],
  [/tender|procure/i, { purpose: 'Adds up the offers of each bidder over all lots and marks those above the budget', config: '{ "below": null, "above": 250000 }\n',
    rows: 'bidder,lot,amount\nBidder A,Lot 1,148000.00\nBidder A,Lot 2,96500.00\nBidder B,Lot 1,152300.00\nBidder B,Lot 2,101200.00\nBidder C,Lot 1,139900.00\nBidder C,Lot 2,108750.00\n' }],
  [/project/i, { purpose: 'Keeps one balance a contract, of budget, purchases and hours, and marks contracts that run below zero', config: '{ "below": 0, "above": null }\n',
    rows: 'contract,entry,amount\nC-01 Lobby,budget,80000.00\nC-01 Lobby,purchases,-31250.00\nC-01 Lobby,hours,-22400.00\nC-02 Pump room,budget,30000.00\nC-02 Pump room,purchases,-26100.00\nC-02 Pump room,hours,-6900.00\n' }],
  [/./, { purpose: 'Shows what each order leaves after goods, freight and fees, and marks losses', config: '{ "below": 0, "above": null }\n',
    rows: 'order,entry,amount\nO-1001,price,48.00\nO-1001,goods,-17.50\nO-1001,freight,-9.20\nO-1001,channel fee,-7.20\nO-1002,price,12.00\nO-1002,goods,-6.10\nO-1002,freight,-5.40\nO-1002,channel fee,-1.80\n' }],
];

/** A ledger that sums a table by group; what a group is, and which sum is worth a mark, depends on the product's name. */
export function ledgerProgram(subject: DeliverableSubject): Program {
  const { purpose, config, rows } = (LEDGERS.find(([words]) => words.test(subject.nameEn)) as (typeof LEDGERS)[number])[1];
  return { purpose, start: 'node cli.mjs sample.csv', files: { 'cli.mjs': TOTALS, 'config.sample.json': config, 'sample.csv': rows } };
}

export const REVIEWS_PROGRAM: Program = { purpose: 'Sorts reviews by topic and drafts polite answers', start: 'node cli.mjs sample.csv', files: {
  'cli.mjs': TOPICS,
  'config.sample.json': `${JSON.stringify({ topics: { size: ['size', 'tight', 'loose', 'small', 'large'], parcel: ['parcel', 'box', 'late', 'arrived'], colour: ['colour', 'color', 'shade'] }, answers: { thanks: 'Thank you for taking the time; we are glad that it suits you.', mend: 'Thank you for telling us. Please write through your order, and we will put it right.' } }, null, 2)}\n`,
  'sample.csv': 'stars,text\n5,Lovely colour in daylight\n2,Too small around the wrist\n4,Arrived a day early\n1,The box was crushed\n3,The shade differs from the picture\n5,My sister wants one too\n' } };
