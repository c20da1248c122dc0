import { catalogContext, catalogLacks, deliveryKinds } from '@silkport/catalog';
import { messagesOf } from '@silkport/i18n';
import { locales } from '@silkport/values';
import { deliveryContext } from '../delivery.context.js';
import { deliveryLacks, gapsOf, type SetOfProduct } from './needs-of-kind.js';

const variant = { id: 'v', hasKeys: false, hasKeyPlan: false, hasApiPlan: false, hasCommissionPlan: false, hasCustoms: false };
const nothing: SetOfProduct = { hasFiles: false, hasTracks: false, dataSet: 'none', hasLessons: false, hasFreeSlots: false, variants: [variant, variant] };
const all: SetOfProduct = {
  hasFiles: true, hasTracks: true, dataSet: 'described', hasLessons: true, hasFreeSlots: true, variants: [{ ...variant, hasKeys: true, hasKeyPlan: true, hasApiPlan: true, hasCommissionPlan: true, hasCustoms: true }],
};

describe('what a kind needs before it is sold', () => {
  it.each(deliveryKinds)('is there for a %s of which everything is set', (kind) => {
    expect(gapsOf(kind, all)).toEqual([]);
  });

  it('is missing for every kind of which nothing is set, but for what a person does and for what holds others', () => {
    expect(deliveryKinds.filter((kind) => !gapsOf(kind, nothing).length)).toEqual(['service', 'bundle']);
  });

  it('is named by the variant that lacks it', () => {
    const second = { ...nothing, variants: [{ ...variant, hasKeys: true }, variant] };
    expect(gapsOf('licence-key', second)).toEqual([{ field: 'variants.1.licenceKeys', code: 'delivery.lacks_keys' }]);
  });

  it('is of a subscription anything that its subscribers get, for all variants or for each', () => {
    for (const given of [{ hasFiles: true }, { hasTracks: true }, { hasLessons: true }, { variants: [{ ...variant, hasKeyPlan: true }, { ...variant, hasApiPlan: true }] }]) expect(gapsOf('subscription', { ...nothing, ...given })).toEqual([]);
    expect(gapsOf('subscription', { ...nothing, variants: [{ ...variant, hasApiPlan: true }, variant] })).toEqual([{ field: 'variants.1.content', code: 'delivery.lacks_content' }]);
  });

  it('is a description of the files that are offered, not of older ones', () => {
    expect(gapsOf('data-set', { ...all, dataSet: 'outdated' })).toEqual([{ field: 'dataSet', code: 'delivery.outdated_data_description' }]);
  });

  it.each(locales)('is told in %s', (locale) => {
    const messages = messagesOf([catalogContext, deliveryContext], locale) as Record<string, Record<string, string>>;
    const untold = [...catalogLacks, ...deliveryLacks].filter((code) => { const [context = '', key = ''] = code.split('.'); return !messages[context]?.[key]; });
    expect(untold).toEqual([]);
  });
});
