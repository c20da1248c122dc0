import type { Controls } from '../store/controls.js';
import { currencyDigits, currencyStep } from './currency-digits.js';
import { exactFraction } from './exact-fraction.js';

/** Units of each currency (by code, any case) per 1 of one base; the base itself is 1. */
export type Rates = Readonly<Record<string, number>>;

export interface Settlement {
  /** The currency that every charge settles in. */
  currency: string;
  rates: Rates;
}

export interface Converted {
  amountMinor: number;
  currency: string;
  /** Units of `currency` per 1 unit (not minor unit) charged; null where nothing was converted. */
  exchangeRate: number | null;
}

/** Exchanges at the rates of the settings, as the control API has changed them since. */
export class Exchange {
  readonly settlementCurrency: string | null;
  private readonly given: Rates;

  constructor(private readonly controls: Controls, settlement?: Settlement) {
    this.settlementCurrency = settlement?.currency.toLowerCase() ?? null;
    this.given = Object.fromEntries(Object.entries(settlement?.rates ?? {}).map(([code, rate]) => [code.toLowerCase(), rate]));
    if (this.settlementCurrency && !this.knows(this.settlementCurrency)) throw new Error(`The rates have none for the settlement currency ${this.settlementCurrency}.`);
  }

  knows(currency: string): boolean {
    return this.rateOf(currency) !== undefined;
  }

  rates(): Rates {
    return { ...this.given, ...this.controls.get('changedRates') };
  }

  setRate(currency: string, rate: number): void {
    this.controls.set('changedRates', { ...this.controls.get('changedRates'), [currency.toLowerCase()]: rate });
  }

  /** What an amount that was charged becomes in the balance. */
  settle(amountMinor: number, currency: string): Converted {
    return this.convert(amountMinor, currency, this.settlementCurrency ?? currency);
  }

  /** Rounds half away from zero once, to the smallest amount of `to`. The rate has eight significant digits and is the one that was used. */
  convert(amountMinor: number, from: string, to: string): Converted {
    const [perFrom, perTo] = [this.rateOf(from), this.rateOf(to)];
    if (from === to) return { amountMinor, currency: to, exchangeRate: null };
    if (perFrom === undefined || perTo === undefined) throw new Error(`No exchange rate from ${from} to ${to}`);
    const exchangeRate = Number((perTo / perFrom).toPrecision(8));
    const { numerator, denominator } = exactFraction(exchangeRate);
    const step = BigInt(wholeStep(to));
    const dividend = BigInt(amountMinor) * numerator * 10n ** BigInt(currencyDigits(to));
    const divisor = denominator * 10n ** BigInt(currencyDigits(from)) * step;
    const half = dividend < 0n ? -divisor : divisor;
    return { amountMinor: Number(((2n * dividend + half) / (2n * divisor)) * step), currency: to, exchangeRate };
  }

  private rateOf(currency: string): number | undefined {
    return this.controls.get('changedRates')[currency] ?? this.given[currency];
  }
}

/** ISK and UGX are counted in hundredths that are always zero; thousandths of other currencies may stand in a balance. */
function wholeStep(currency: string): number {
  return currencyDigits(currency) === 2 ? currencyStep(currency) : 1;
}
