import { ApiProperty } from '@nestjs/swagger';
import type { MonthlySum } from '@silkport/ledger';
import { toWireMoney } from '@silkport/pricing';
import { money } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

/** What the marketplace earned in one currency in a month; each currency for itself, since a sum over several means nothing without a rate. */
export class RevenueMonthAnswer {
  @ApiProperty({ description: 'By UTC.', example: '2026-11' }) month: string;
  @ApiProperty({ description: 'Commission earned, less what refunds gave back.' }) commission: MoneyAnswer;
  @ApiProperty({ description: 'What the payment provider kept.' }) providerFees: MoneyAnswer;
  @ApiProperty({ description: 'Out of exchange: above zero what the marketplace came to hold in this currency, below zero what it came to owe. The value of all currencies together, at a day’s rates, is the gain or loss.' })
  exchangePosition: MoneyAnswer;
  @ApiProperty({ description: 'Differences that an admin has acknowledged; above zero a loss.' }) differences: MoneyAnswer;
  @ApiProperty({ description: 'Commission less provider fees and differences, in this currency.' }) earned: MoneyAnswer;
}

export class RevenueAnswer {
  @ApiProperty({ example: '2026-01' }) from: string;
  @ApiProperty({ description: 'The last month.', example: '2026-11' }) to: string;
  @ApiProperty({ type: [RevenueMonthAnswer] }) items: RevenueMonthAnswer[];
}

export const revenueKinds = ['commission', 'stripe_fees', 'fx', 'differences'] as const;

/** A row for each month and currency in which something was posted. */
export function revenueMonths(sums: readonly MonthlySum[]): RevenueMonthAnswer[] {
  return [...Map.groupBy(sums, ({ month, amount }) => `${month} ${amount.currency}`).entries()].map(([key, group]) => {
    const [month = '', currency = ''] = key.split(' ');
    const of = (wanted: (typeof revenueKinds)[number]) => group.find(({ kind }) => kind === wanted)?.amount.amountMinor ?? 0n;
    const wire = (amountMinor: bigint) => toWireMoney(money(amountMinor, currency));
    const commission = -of('commission');
    return {
      month, commission: wire(commission), providerFees: wire(of('stripe_fees')), exchangePosition: wire(-of('fx')), differences: wire(of('differences')),
      earned: wire(commission - of('stripe_fees') - of('differences')),
    };
  });
}
