import { demoClusters } from './demo-content.js';
import { deliveryKindOf, variantsOf } from './demo-variants.js';

const products = demoClusters().flatMap((cluster) => cluster.products);

describe('the term of a demo product', () => {
  it.each([['month', 30], ['seat-month', 30], ['year', 365]])('that is sold by the %s is %i days', (unit, days) => {
    const sold = products.filter((product) => product.unit === unit && product.isDigital);
    expect(sold.length).toBeGreaterThan(0);
    expect(new Set(sold.flatMap((product) => variantsOf(product).map(({ serviceDays }) => serviceDays)))).toEqual(new Set([days]));
  });

  it('is none for goods and for what is bought once', () => {
    const sold = products.filter(({ unit, isDigital }) => !isDigital || !['month', 'seat-month', 'year'].includes(unit));
    expect(sold.flatMap((product) => variantsOf(product)).filter(({ serviceDays }) => serviceDays !== undefined)).toEqual([]);
  });
});

describe('what of the demo is subscribed to', () => {
  const subscribed = products.filter((product) => deliveryKindOf(product) === 'subscription');

  it('is software and seats that are sold by the month or the year, in three plans with a trial', () => {
    expect(subscribed.length).toBeGreaterThan(5);
    for (const product of subscribed) expect([product.code, variantsOf(product).map(({ billing }) => billing)]).toEqual([product.code, Array.from({ length: 3 }, () => ({ interval: product.unit === 'year' ? 'year' : 'month', intervalCount: 1, trialDays: 14 }))]);
    expect(subscribed.some(({ unit }) => unit === 'seat-month')).toBe(true);
  });

  it('is charged by the period, and nothing else is', () => {
    expect(products.filter((product) => !subscribed.includes(product)).flatMap((product) => variantsOf(product)).filter(({ billing }) => billing)).toEqual([]);
  });
});
