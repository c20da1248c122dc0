import * as fc from 'fast-check';
import { Phrases } from '@silkport/i18n';
import { locales } from '@silkport/values';
import { reportingTemplate, type MarkedTrade, type TemplateRowNumber } from './reporting-template.js';
import { tradeStatisticsContext } from './trade-statistics.context.js';

const anyTrade: fc.Arbitrary<MarkedTrade> = fc.record({
  flow: fc.constantFrom('export' as const, 'import' as const), tradeClass: fc.constantFrom('service' as const, 'goods' as const),
  digitallyOrdered: fc.boolean(), digitallyDelivered: fc.boolean(), viaPlatform: fc.boolean(), cnyMinor: fc.bigInt(0n, 10n ** 15n),
}).map((trade) => ({ ...trade, digitallyDelivered: trade.digitallyDelivered && trade.tradeClass === 'service' }));

const columns = ['exports', 'imports', 'total'] as const;
const rowsOf = (trades: readonly MarkedTrade[], column: (typeof columns)[number] = 'total') => {
  const rows = new Map(reportingTemplate(trades).map((each) => [each.row, each[column]?.amountMinor]));
  return (row: TemplateRowNumber) => rows.get(row) ?? -1n;
};
const holds = (check: (row: (number: TemplateRowNumber) => bigint) => void) =>
  fc.assert(fc.property(fc.array(anyTrade, { maxLength: 40 }), fc.constantFrom(...columns), (trades, column) => check(rowsOf(trades, column))));

describe('the Handbook’s template', () => {
  it('has a total that counts what was both ordered and delivered digitally once', () => {
    holds((row) => expect(row('1')).toBe(row('2') + row('3') - row('4')));
  });

  it('splits ordered trade into goods and services', () => {
    holds((row) => expect(row('2')).toBe(row('2.1') + row('2.2')));
  });

  it('never has more in the overlap than in either of its sides', () => {
    holds((row) => {
      expect(row('4') <= row('2.2')).toBe(true);
      expect(row('4') <= row('3')).toBe(true);
    });
  });

  it('never has more in an "of which" than in its parent', () => {
    holds((row) => {
      for (const parent of ['2.1', '2.2', '3', '4'] as const) expect(row(`${parent}.a`) <= row(parent)).toBe(true);
    });
  });

  it('has totals that are exports and imports together', () => {
    fc.assert(fc.property(fc.array(anyTrade, { maxLength: 40 }), (trades) => {
      for (const { exports, imports, total } of reportingTemplate(trades)) {
        expect(total?.amountMinor).toBe(exports && imports ? exports.amountMinor + imports.amountMinor : undefined);
      }
    }));
  });

  it('puts each kind of trade where the Handbook does', () => {
    const trade = { flow: 'export', viaPlatform: true } as const;
    const row = rowsOf([
      { ...trade, tradeClass: 'service', digitallyOrdered: true, digitallyDelivered: true, cnyMinor: 1n },
      { ...trade, tradeClass: 'goods', digitallyOrdered: true, digitallyDelivered: false, cnyMinor: 10n },
      { ...trade, tradeClass: 'service', digitallyOrdered: false, digitallyDelivered: true, viaPlatform: false, cnyMinor: 100n },
      { ...trade, tradeClass: 'service', digitallyOrdered: true, digitallyDelivered: false, cnyMinor: 1000n },
      { ...trade, tradeClass: 'goods', digitallyOrdered: false, digitallyDelivered: false, cnyMinor: 10_000n },
    ]);
    expect({ 1: row('1'), 2: row('2'), goods: row('2.1'), services: row('2.2'), 3: row('3'), '3.a': row('3.a'), 4: row('4') })
      .toEqual({ 1: 1111n, 2: 1011n, goods: 10n, services: 1001n, 3: 101n, '3.a': 1n, 4: 1n });
  });

  it('leaves unknown what was never recorded, instead of calling it zero', () => {
    expect(reportingTemplate(undefined).every(({ exports, imports, total }) => exports === null && imports === null && total === null)).toBe(true);
    expect(reportingTemplate([]).find(({ row }) => row === '1')?.exports).toEqual({ amountMinor: 0n, currency: 'CNY' });
    expect(reportingTemplate([]).find(({ row }) => row === 'A.1')?.exports).toBeNull();
  });

  it('has a label of each row in every language', () => {
    const phrases = new Phrases([tradeStatisticsContext]);
    for (const locale of locales) for (const { labelKey } of reportingTemplate([])) expect(phrases.say(locale, labelKey)).not.toBe(labelKey);
  });
});
