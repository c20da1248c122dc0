import { DomainError } from '@silkport/platform';

/** The currency is not in our table, or the payment provider cannot charge it. */
export class CurrencyNotOffered extends DomainError {
  readonly code = 'pricing.currency_not_offered';
  readonly status = 400;

  constructor(currency: string) {
    super({ currency }, 'currency');
  }
}

/** No reference rate is on record between two currencies, so there is no price; never a guessed one. */
export class RateMissing extends DomainError {
  readonly code = 'pricing.rate_missing';
  readonly status = 503;
}
