import { newId } from '@silkport/values';
import { untaxedQuoteLine } from '../testing.js';
import type { QuoteLine } from '../quotes/quote.entity.js';
import { subscribedLine } from './subscribed-line.js';

describe('a line that is charged by the period', () => {
  const line = { ...untaxedQuoteLine(12_000n, 12_000n), variantId: newId(), unitMinor: 12_000n, totalMinor: 12_000n, merchantTotalMinor: 12_000n, merchantCurrency: 'CNY', quantity: 1 } as QuoteLine;

  it.each([['week', 1, 7], ['month', 1, 31], ['month', 3, 93], ['year', 1, 366]] as const)('of %s × %i runs for %i days at most', (interval, intervalCount, serviceDays) => {
    expect(subscribedLine(line, { interval, intervalCount, trialDays: 0 }, 'CNY')).toMatchObject({ serviceDays, totalMinor: 12_000n });
  });

  it('is none where nothing is charged again', () => {
    expect(subscribedLine(line, null, 'CNY').serviceDays).toBeNull();
  });
});
