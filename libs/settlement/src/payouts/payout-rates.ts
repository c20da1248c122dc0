import { Injectable } from '@nestjs/common';
import { currencies, findCurrency } from '@silkport/markets';
import { PaymentProviderAway, SettlementCurrencies } from '@silkport/payments';
import { DomainError } from '@silkport/platform';
import { ExchangeRates, quotableRate, type PriceTable } from '@silkport/pricing';
import { convertHalfUp, divideHalfUp, money, type Money, type Rate } from '@silkport/values';

/** What the provider is asked to send for an amount, frozen with the pay-out. */
export interface SentAmount {
  /** Of the amount, what is paid out by it; the rest is finer than the provider can send and stays payable. */
  readonly paid: Money;
  readonly sent: Money;
  /** Units of the sent currency for one of the amount's. */
  readonly rate: Rate;
  /** Null where nothing was converted. */
  readonly rateSetId: string | null;
}

export interface Conversion {
  /** Currencies that the provider can be asked to pay out in terms of today. */
  readonly reaches: readonly string[];
  /** What the provider would be asked to send; undefined where the day has no rate for it, or it would be nothing. */
  convert(amount: Money): SentAmount | undefined;
}

/** The provider is away, or keeps no balance: nothing can be sent by it now. */
const noConversion: Conversion = { reaches: [], convert: () => undefined };

/** How pay-outs by the provider are converted today: not at all where it keeps a balance in the currency, else into the first that it settles in. */
@Injectable()
export class PayoutRates {
  constructor(private readonly settlement: SettlementCurrencies, private readonly rates: ExchangeRates) {}

  /** Asks the provider: call it before a transaction. */
  async today(): Promise<Conversion> {
    const settled = await this.settlement.list().catch((error: unknown): readonly string[] => {
      if (error instanceof PaymentProviderAway) return [];
      throw error;
    });
    const [first] = settled;
    if (first === undefined) return noConversion;
    const table = await this.rates.current().catch((error: unknown) => {
      if (error instanceof DomainError) return undefined;
      throw error;
    });
    return {
      reaches: currencies.map(({ code }) => code).filter((code) => settled.includes(code) || (table && rateOf(table, code, first) !== undefined)),
      convert: (amount) => (settled.includes(amount.currency) ? sendable(amount, { sent: amount, rate: '1', rateSetId: null }) : table && convert(table, amount, first)),
    };
  }
}

function convert(table: PriceTable, { amountMinor, currency }: Money, target: string): SentAmount | undefined {
  const [from, to] = [findCurrency(currency), findCurrency(target)];
  const rate = from && to && rateOf(table, currency, target);
  if (!rate) return undefined;
  const sent = convertHalfUp({ amountMinor, fromMinorUnits: from.minorUnits, toMinorUnits: to.minorUnits, rate, stepMinor: 1n });
  return sendable({ amountMinor, currency }, { sent: money(sent, target), rate, rateSetId: table.rateSetId });
}

/** Rounds what would be sent down to the step that the provider pays out in; undefined where nothing is left. */
function sendable({ amountMinor, currency }: Money, { sent, ...conversion }: Omit<SentAmount, 'paid'>): SentAmount | undefined {
  const sentMinor = sent.amountMinor - (sent.amountMinor % (findCurrency(sent.currency)?.payoutStepMinor ?? 1n));
  if (sentMinor <= 0n) return undefined;
  return { ...conversion, sent: money(sentMinor, sent.currency), paid: money(divideHalfUp(amountMinor * sentMinor, sent.amountMinor), currency) };
}

/** A currency whose rate is missing, stale or has jumped is left for another day. */
function rateOf(table: PriceTable, from: string, to: string): Rate | undefined {
  try {
    return quotableRate(table, from, to);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
