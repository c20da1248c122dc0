import type { OrderLineView, OrderView } from '@silkport/ordering';
import { money, newId, sumMoney } from '@silkport/values';
import fc from 'fast-check';
import { aTaxLine } from '../../../ordering/src/testing.js';
import { aLine, anOrder } from '../../../notifications/src/testing.js';
import { carriers, trackingUrl } from './carriers.js';
import { crossesCustoms } from './customs-border.js';
import { declarationOf, type DeclarationSources } from './customs-declaration.js';
import { customsFormOf } from './customs-form.js';
import type { CustomsView } from './customs-of-products.js';
import { PaperIncomplete } from './parcel.errors.js';
import type { ShipmentView } from './shipment-reads.js';

const legalFacts = {
  legalName: '龙泉龙窑青瓷有限公司', streetLines: ['青瓷路 1 号'], postalCode: '323700', city: '龙泉市', region: '浙江省', country: 'CN', registrationNumber: '91000000DEM0000019', taxId: '91000000DEM0000019', accountsEmail: null,
};
const recipient = { name: 'Anna Schmidt', street: 'Lange Straße 12', city: 'Köln', postalCode: '50667' };
const bowl = (given: Partial<OrderLineView> = {}) => aLine({
  deliveryKind: 'parcel', productCode: 'BOWL', quantity: 3, net: money(10_000n, 'EUR'), merchantNet: money(80_000n, 'CNY'),
  taxes: [aTaxLine({ jurisdiction: 'DE', authority: 'EU-IOSS-DE', reason: 'import_at_sale', legalSource: 'Directive 2006/112/EC, art. 369l' })], ...given,
});
const customsOf = ({ productId, variantId }: OrderLineView): CustomsView => ({ productId, variantId, hsCode: '691110', originCountry: 'CN', description: { en: 'Porcelain bowl', de: 'Porzellanschale', ru: 'Чаша' }, netWeightGrams: 380, confirmedAt: new Date() });
const boxOf = (order: OrderView, pieces: number, given: Partial<ShipmentView> = {}): ShipmentView => ({
  id: newId(), orderId: order.id, merchantId: 'm', state: 'packed', carrier: 'china-post', carrierName: 'China Post', tracking: null, trackingUrl: null, weightGrams: 900, packedAt: new Date(), shippedAt: null, deliveredAt: null, returnedAt: null,
  lines: order.lines.map(({ id, productId, variantId }) => ({ lineId: id, productId, variantId, quantity: pieces, returnedAt: null })), ...given,
});

function sources(given: Partial<DeclarationSources> = {}, line = bowl(), country = 'DE'): DeclarationSources {
  const order = given.order ?? anOrder({ country, total: money(10_000n, 'EUR'), recipient, lines: [line] });
  const shipment = given.shipment ?? boxOf(order, 3);
  return { shipment, shipments: [shipment], order, legalFacts, customs: new Map([[line.variantId, customsOf(line)]]), importNumbers: { EU: 'IM3720000001' }, locale: 'en', ...given };
}

function missingIn(given: DeclarationSources): string[] {
  try {
    declarationOf(given);
    return [];
  } catch (error) {
    if (error instanceof PaperIncomplete) return error.refused.map(({ field }) => field);
    throw error;
  }
}

describe('what customs are told of a shipment', () => {
  it('is the frozen net value, in English and in the language of the destination, with the number that the tax was collected under', () => {
    expect(declarationOf(sources())).toMatchObject({
      form: 'CN22', category: 'sale_of_goods', total: money(10_000n, 'EUR'), netWeightGrams: 1140, weightGrams: 900, importScheme: { name: 'IOSS', market: 'EU', number: 'IM3720000001' },
      items: [{ quantity: 3, hsCode: '691110', originCountry: 'CN', description: 'Porcelain bowl', localDescription: 'Porzellanschale' }],
      sender: { country: 'CN', lines: ['龙泉龙窑青瓷有限公司', '青瓷路 1 号', '323700 龙泉市 浙江省'] }, recipient: { country: 'DE', lines: ['Anna Schmidt', 'Lange Straße 12', '50667 Köln'] },
    });
  });

  it('names no scheme where the border collects', () => {
    expect(declarationOf(sources({}, bowl({ taxes: [aTaxLine({ reason: 'import_at_border' })] }))).importScheme).toBeNull();
  });

  it('adds up to the value of the line over all its boxes, to the minor unit', () => {
    fc.assert(fc.property(fc.bigInt(1n, 1_000_000n), fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }), (netMinor, boxes) => {
      const quantity = boxes.reduce((sum, pieces) => sum + pieces, 0);
      const line = bowl({ quantity, net: money(netMinor, 'EUR') });
      const order = anOrder({ country: 'DE', total: money(netMinor, 'EUR'), recipient, lines: [line] });
      const shipments = boxes.map((pieces) => boxOf(order, pieces));
      const values = shipments.map((shipment) => declarationOf(sources({ order, shipment, shipments }, line)).total);
      expect(sumMoney(values, 'EUR')).toEqual(money(netMinor, 'EUR'));
    }), { numRuns: 60 });
  });

  it.each([
    ['the sender’s legal facts', { legalFacts: undefined }, ['sender.legalName', 'sender.streetLines', 'sender.postalCode', 'sender.city', 'sender.country']],
    ['the number that the tax was collected under', { importNumbers: {} }, ['importNumbers.EU']],
    ['what customs ask of the product', { customs: new Map() }, ['products.BOWL.hsCode', 'products.BOWL.originCountry', 'products.BOWL.description', 'products.BOWL.netWeightGrams']],
  ])('is refused without %s, with the name of each field', (_, given, fields) => {
    expect(missingIn(sources(given as Partial<DeclarationSources>))).toEqual(fields);
  });

  it('is refused without weight and postal code', () => {
    const order = anOrder({ country: 'DE', total: money(10_000n, 'EUR'), recipient: { name: 'Anna Schmidt', street: 'Lange Straße 12', city: 'Köln' }, lines: [bowl()] });
    const given = sources({ order, shipment: boxOf(order, 3, { weightGrams: null }), customs: new Map([[order.lines[0]?.variantId ?? '', customsOf(order.lines[0] ?? bowl())]]) });
    expect(missingIn(given)).toEqual(['recipient.postalCode', 'weightGrams']);
  });

  it('is nothing within one customs territory, where the papers need no customs facts', () => {
    expect(declarationOf(sources({ customs: new Map() }, bowl({ taxes: [] }), 'CN'))).toMatchObject({ form: null, importScheme: null });
    expect([crossesCustoms('DE', 'FR'), crossesCustoms('KZ', 'RU'), crossesCustoms('CN', 'KZ'), crossesCustoms('CN', 'CN')]).toEqual([false, false, true, false]);
  });
});

describe('the customs form', () => {
  it.each([
    [money(33_000n, 'EUR'), 2000, 'china-post', 'CN22'], [money(33_001n, 'EUR'), 2000, 'china-post', 'CN23'], [money(100n, 'EUR'), 2001, 'china-post', 'CN23'],
    [money(100n, 'EUR'), 100, 'EMS', 'CN23'], [money(100n, 'KZT'), 100, null, 'CN23'],
  ] as const)('of %j and %i g by %s is %s', (value, grams, carrier, form) => {
    expect(customsFormOf([value], grams, carrier)).toBe(form);
  });
});

describe('a tracking link', () => {
  it('is made for each carrier of the list, and for no other', () => {
    for (const { code, name } of carriers) for (const said of [code, name.toUpperCase()]) expect(new URL(trackingUrl(said, 'A 1/2') ?? '').protocol).toBe('https:');
    expect([trackingUrl('a cousin with a van', 'A1'), trackingUrl('ems', null), trackingUrl(null, 'A1')]).toEqual([null, null, null]);
    expect(trackingUrl('dhl', 'A&1"')).toContain('AWB=A%261%22');
  });
});
