import type { Deliverable, DeliverableSubject } from '../deliverable.js';
import { fileSlug } from '../file-slug.js';
import { licenceTerms } from '../licence-terms.js';
import { monthsFrom, rounded, SAMPLE_LABEL, sampleSeries } from '../sample-series.js';
import { SeededRandom } from '../seeded-random.js';
import { jsonFile } from '../text-file.js';
import { makeModels } from './model-set.js';

function itemCatalogue(random: SeededRandom): unknown[] {
  const kinds = ['Lantern', 'Jade comb', 'Paper crane', 'River boat', 'Bronze mask', 'Tea set', 'Silk banner', 'Drum'];
  return Array.from({ length: 40 }, (_, index) => ({ item: `I${String(index + 1).padStart(3, '0')}`, name: `${random.pick(['Plain', 'Painted', 'Festival', 'Ancient'])} ${random.pick(kinds)}`, rarity: random.pick(['common', 'common', 'fine', 'rare']), costCoins: random.whole(2, 40) * 5, tradable: random.next() > 0.3 }));
}

function twinModel(random: SeededRandom): unknown[] {
  return Array.from({ length: 24 }, (_, index) => ({ id: `node-${index + 1}`, kind: random.pick(['pump', 'transformer', 'gate', 'meter', 'compressor']), feeds: index === 23 ? [] : [`node-${index + 2}`], limits: { lowest: 0, highest: random.whole(40, 400) }, unit: random.pick(['kW', 'm3/h', 'A']), history: sampleSeries(random, 12, random.between(20, 180), 0.004, 0.12, 0.04).map((value) => rounded(value, 1)) }));
}

function networkPlan(random: SeededRandom): unknown[] {
  return Array.from({ length: 24 }, (_, index) => ({ zone: `Z${index + 1}`, technology: random.pick(['4G', '5G', 'fibre', 'satellite']), downMbps: random.whole(20, 900), upMbps: random.whole(5, 300), latencyMs: random.whole(8, 140), priority: random.whole(1, 4), monthlyAvailability: sampleSeries(random, 6, 99.6, 0, 0.001, 0.001).map((value) => Math.min(100, rounded(value, 3))) }));
}

const CONTENTS: readonly [prefix: string, meaning: string, build: (random: SeededRandom) => unknown[]][] = [
  ['dp.games.item', 'Catalogue in which the credit can be spent; the key on the page of your order stands for the balance', itemCatalogue],
  ['dt.iot.twin', 'Nodes of the digital twin with flows, limits and a history of twelve months', twinModel],
  ['', 'Zones of the service with speeds and availability', networkPlan],
];

/** Structured content in JSON: a catalogue, a twin, a network plan; for 3D leaves a set of models in glTF. */
export function makeJson(subject: DeliverableSubject): Deliverable[] {
  const slug = fileSlug(subject.nameEn);
  const header = { product: subject.productId, name: { en: subject.nameEn, zh: subject.nameZh }, description: { en: subject.descriptionEn, zh: subject.descriptionZh }, terms: licenceTerms(subject) };
  if (subject.taxonomy === 'dp.visual.3d') return makeModels(subject, header);
  const [, meaning, build] = CONTENTS.find(([prefix]) => subject.taxonomy.startsWith(prefix)) as (typeof CONTENTS)[number];
  return [jsonFile(`${slug}.json`, `${subject.nameEn}: content`, { ...header, meaning, label: SAMPLE_LABEL, months: monthsFrom(2025, 12), items: build(new SeededRandom(`${subject.productId}/json`)) })];
}
