import { demoClusters } from './demo-content.js';
import { variantsOf } from './demo-variants.js';

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
