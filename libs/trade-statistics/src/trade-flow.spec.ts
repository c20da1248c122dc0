import { statisticsDateOf, isCalendarDate } from './statistics-date.js';
import { classCodesOf } from './trade-class.js';
import { flowBetween } from './trade-flow.js';

describe('a sale in China’s statistics', () => {
  it.each([
    ['CN', 'KZ', 'export', 'KZ'], ['KZ', 'CN', 'import', 'KZ'], ['CN', 'CN', 'domestic', 'CN'], ['CN', 'HK', 'export', 'HK'], ['DE', 'KZ', 'transit', 'KZ'],
  ])('from %s to %s is %s, with %s as the partner', (exporter, importer, flow, partner) => {
    expect(flowBetween(exporter, importer)).toEqual({ flow, partner });
  });

  it('falls on the date that it is in Shanghai', () => {
    expect(statisticsDateOf(new Date('2026-12-31T15:59:59.999Z'))).toBe('2026-12-31');
    expect(statisticsDateOf(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
  });

  it('is classed by EBOPS where it is a service, by HS chapters where it is goods', () => {
    expect(classCodesOf('dp.pub.ebook')).toEqual({ tradeClass: 'service', ebops: 'SI32', hsChapter: null });
    expect(classCodesOf('g.ceramics.tea')).toEqual({ tradeClass: 'goods', ebops: null, hsChapter: '69' });
    expect(classCodesOf('g.apparel.children').hsChapter).toBe('61/62');
  });

  it('is never classed by a branch', () => {
    expect(() => classCodesOf('dp.pub')).toThrow('dp.pub');
  });
});

describe('a date', () => {
  it('is one of the calendar', () => {
    expect(['2028-02-29', '2026-12-31'].every(isCalendarDate)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '0000-01-01', 'today', '2026-11-23T00:00:00Z'].some(isCalendarDate)).toBe(false);
  });
});
