import { DomainError } from '@silkport/platform';

/** The currency is not in our table, or the payment provider cannot charge it. */
export class CurrencyNotOffered extends DomainError {
  readonly code = 'pricing.currency_not_offered';
  readonly status = 400;

  constructor(currency: string) {
    super({ currency }, 'currency');
  }
}

/** No reference rate is on record for a currency, so nothing is converted from or to it; never a guessed price. */
export class RateMissing extends DomainError {
  readonly code = 'pricing.rate_missing';
  readonly status = 503;
}

/** No reference rates at all have been recorded yet. */
export class NoRatesYet extends DomainError {
  readonly code = 'pricing.no_rates_yet';
  readonly status = 503;
}

/** The newest reference rate of a currency is too old to sell at. */
export class RateStale extends DomainError {
  readonly code = 'pricing.rate_stale';
  readonly status = 503;
}

/** The reference rate of a currency moved by more than is believed unseen: someone has to look at it first. */
export class RateJumped extends DomainError {
  readonly code = 'pricing.rate_jumped';
  readonly status = 503;
}

export const rateStops = ['missing', 'stale', 'jumped'] as const;
export type RateStop = (typeof rateStops)[number];

export function refusalOf(stop: RateStop, currency: string, effectiveDate: string): DomainError {
  if (stop === 'missing') return new RateMissing({ currencies: currency }, 'currency');
  if (stop === 'stale') return new RateStale({ currencies: currency, date: effectiveDate }, 'currency');
  return new RateJumped({ currencies: currency, date: effectiveDate }, 'currency');
}

/** A rate that is to be recorded is no decimal above zero. */
export class RateRefused extends DomainError {
  readonly code = 'pricing.rate_refused';
  readonly status = 400;
}

/** Rates that are to be recorded are dated with no calendar date, or with one to come. */
export class RateDateRefused extends DomainError {
  readonly code = 'pricing.rate_date_refused';
  readonly status = 400;
}

/** A file of rates has a line that is not `date,base,currency,rate`. */
export class RatesUnreadable extends DomainError {
  readonly code = 'pricing.rates_unreadable';
  readonly status = 400;
}

/** A set names no jump of that currency that could be accepted. */
export class RateJumpUnknown extends DomainError {
  readonly code = 'pricing.rate_jump_unknown';
  readonly status = 404;
}

/** A commission is no percentage from 0 to 100. */
export class CommissionRateRefused extends DomainError {
  readonly code = 'pricing.commission_rate_refused';
  readonly status = 400;
}

/** A commission with the highest tax that any merchant owes on it would be more than the merchant gets. */
export class CommissionTakesAll extends DomainError {
  readonly code = 'pricing.commission_takes_all';
  readonly status = 400;
}

/** A commission rule names a category, cluster, merchant or country/region that nobody knows. */
export class CommissionScopeUnknown extends DomainError {
  readonly code = 'pricing.commission_scope_unknown';
  readonly status = 400;
}

/** A price ending cannot be charged, or does not lie within its step. */
export class PriceEndingRefused extends DomainError {
  readonly code = 'pricing.price_ending_refused';
  readonly status = 400;
}
