import type { DeliveryKind, NewVariant } from '@silkport/catalog';
import { findTaxonomyNode } from '@silkport/markets';
import { minorOfDecimal, money, type Translated } from '@silkport/values';
import type { DemoProduct } from './demo-content.js';

interface Tier { readonly suffix: string; readonly name: Translated; readonly numerator: bigint; readonly denominator: bigint; readonly pieces: number }

const tier = (suffix: string, name: Translated, numerator = 1n, denominator = 1n, pieces = 1): Tier => ({ suffix, name, numerator, denominator, pieces });

const standard = [tier('std', { en: 'Standard', 'zh-CN': '标准', ru: 'Стандарт', ar: 'قياسي' })];

const editions = [
  tier('basic', { en: 'Basic', 'zh-CN': '基础版', ru: 'Базовая', ar: 'أساسي' }),
  tier('pro', { en: 'Professional', 'zh-CN': '专业版', ru: 'Профессиональная', ar: 'احترافي' }, 5n, 2n),
  tier('ent', { en: 'Enterprise', 'zh-CN': '企业版', ru: 'Корпоративная', ar: 'للمؤسسات' }, 6n),
];

const licences = [
  tier('personal', { en: 'Personal licence', 'zh-CN': '个人许可', ru: 'Личная лицензия', ar: 'ترخيص شخصي' }),
  tier('commercial', { en: 'Commercial licence', 'zh-CN': '商用许可', ru: 'Коммерческая лицензия', ar: 'ترخيص تجاري' }, 5n, 2n),
];

const packs = [
  tier('one', { en: 'Single', 'zh-CN': '单件', ru: 'Одна штука', ar: 'قطعة واحدة' }),
  tier('ten', { en: 'Pack of 10', 'zh-CN': '10件装', ru: 'Упаковка 10 шт.', ar: 'عبوة من 10 قطع' }, 9n, 1n, 10),
];

export const keysPerEdition = 40;

/** What is subscribed to can be tried out for so long. */
const trialDays = 14;

/** What is made once and handed over; rights and teams by the month are services as a whole. */
const workUnits: ReadonlySet<string> = new Set(['project', 'word-1k', 'minute']);

/** How a demo product reaches its buyer, by its kind and what is told of it. */
export function deliveryKindOf(product: DemoProduct): DeliveryKind {
  if (!product.isDigital) return 'parcel';
  if (product.unit === 'seat-month') return 'subscription';
  if (product.licenceKey) return 'licence-key';
  const [first] = findTaxonomyNode(product.taxonomyId)?.deliveryMethods ?? [];
  if (first === 'streaming' || product.taxonomyId === 'dp.lit.webcomic') return 'stream';
  if (first === 'api-credential') return 'api-access';
  if (/^da\.dataset\.(scientific|training)$/.test(product.taxonomyId)) return 'data-set';
  if (product.unit in daysOfUnit && /^dt\.(software|cloud|security|iot|satnav|comms)\./.test(product.taxonomyId)) return 'subscription';
  if (/^(ds\.education\.vocational|dp\.pub\.courseware)$/.test(product.taxonomyId)) return 'course';
  if (first === 'scheduled-service') return 'booking';
  if (first === 'milestone-deliverable') return workUnits.has(product.unit) ? 'commission' : 'service';
  return 'download';
}

/** Editions of software, licences of art and data, packs of small goods; everything else comes in one form. */
export function variantsOf(product: DemoProduct): [NewVariant, ...NewVariant[]] {
  const kind = deliveryKindOf(product);
  const priceFen = minorOfDecimal(product.priceCny, 2) ?? 0n;
  const [first, ...others] = tiersOf(product, kind, priceFen).map(({ suffix, name, numerator, denominator, pieces }): NewVariant => ({
    sku: `${product.code}-${suffix}`,
    name,
    prices: [money((priceFen * numerator) / denominator, 'CNY')],
    ...(kind === 'parcel' ? { weightGrams: (product.weightGrams ?? 500) * pieces, stock: stockOf(product.stock ?? 20, pieces) } : {}),
    ...(kind === 'licence-key' ? { stock: keysPerEdition } : {}),
    ...serviceTermOf(product),
    ...(kind === 'subscription' ? { billing: { interval: product.unit === 'year' ? 'year' : 'month', intervalCount: 1, trialDays } as const } : {}),
  }));
  if (!first) throw new Error(`${product.code} has no variant`);
  return [first, ...others];
}

/** What is sold by the month or the year runs for that long. */
function serviceTermOf({ unit, isDigital }: DemoProduct): Pick<NewVariant, 'serviceDays'> {
  const serviceDays = isDigital ? daysOfUnit[unit] : undefined;
  return serviceDays === undefined ? {} : { serviceDays };
}

export const daysOfUnit: Readonly<Record<string, number>> = { month: 30, 'seat-month': 30, year: 365 };

function tiersOf(product: DemoProduct, kind: DeliveryKind, priceFen: bigint): readonly Tier[] {
  if (kind === 'licence-key' || kind === 'subscription') return editions;
  if (kind === 'parcel') return priceFen < 10_000n && ['piece', 'set'].includes(product.unit) ? packs : standard;
  return /^(dp\.visual|dp\.music|da\.dataset)\./.test(product.taxonomyId) && (kind === 'download' || kind === 'data-set') ? licences : standard;
}

/** Singles get the larger share of the pieces; packs are made up from the rest. */
function stockOf(pieces: number, perPack: number): number {
  return perPack === 1 ? Math.ceil(pieces * 0.6) : Math.floor((pieces * 0.4) / perPack);
}
