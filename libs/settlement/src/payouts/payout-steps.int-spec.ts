import { aSale, openSettlement, type Settlement } from '../testing.js';

const today = '2026-11-23T08:00:00Z';

/** Dinars are paid out in tens of fils, forints and Taiwan dollars whole; what is owed in yuan is sent in what the provider settles in. */
describe.each([['KWD', 'KWD', 10n, 5n], ['BHD', 'BHD', 10n, 5n], ['TWD', 'TWD', 100n, 45n], ['CNY', 'KWD', 10n, null]])('a pay-out of what is owed in %s, sent in %s', (currency, settlesIn, step, rest) => {
  let s: Settlement;
  beforeAll(async () => {
    s = await openSettlement({ now: today, country: 'DE', settlesIn });
    await s.recordRates();
    await s.terms({ currency });
    await s.connect();
  });
  afterAll(() => s.end());

  it('is sent in steps that the provider takes, and the rest stays payable, to the last minor unit', async () => {
    const owedMinor = 12_345n;
    await s.post([aSale({ merchantId: s.merchantId, at: '2026-11-22T08:00:00Z', payable: owedMinor, currency })]);
    const { payoutId, amount, sent, restMinor } = (await s.makePayouts.run())[0]!;
    expect([sent.currency, sent.amountMinor % step, amount.amountMinor + restMinor]).toEqual([settlesIn, 0n, owedMinor]);
    expect(restMinor).toBe(rest ?? restMinor);
    await s.sendPayout.run({ payoutId });
    expect((await s.payouts.byId(payoutId))?.state).toBe('sent');
    expect((await s.payouts.linesOf(payoutId)).reduce((sum, line) => sum + line.amount.amountMinor, 0n)).toBe(amount.amountMinor);
    expect((await s.owed(currency)).payable).toBe(restMinor);
    const [statement] = await s.statements.of(s.merchantId, '2026-11');
    expect(statement?.closing.payable.amountMinor).toBe((await s.owed(currency)).payable);
    expect(statement?.lines.reduce((sum, line) => sum + line.payable.amountMinor, 0n)).toBe(statement?.closing.payable.amountMinor);
    expect((await s.ledger.trialBalance()).currencies.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
    s.clock.advance(86_400_000);
    expect(await s.makePayouts.run()).toEqual([]);
  });
});
