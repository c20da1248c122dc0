import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { ExchangeRates } from './exchange-rates.js';
import { RateJumpUnknown } from '../pricing.errors.js';

export interface RateJumpAcceptance {
  /** The set in which the jump was seen: a newer set's jump is another one. */
  readonly rateSetId: string;
  readonly currency: string;
  readonly personId: string;
}

const accept = statement('pricing.accept_rate_jump', `
  INSERT INTO pricing.rate_acceptances (rate_set_id, currency, accepted_by, accepted_at)
  SELECT rate_set_id, currency, $3, $4 FROM pricing.rates WHERE rate_set_id = $1 AND currency = $2 AND jumped ON CONFLICT DO NOTHING RETURNING currency`);
const accepted = statement('pricing.rate_jump_accepted', 'SELECT currency FROM pricing.rate_acceptances WHERE rate_set_id = $1 AND currency = $2');

/** Somebody looked at a jump and believes it: the currency is sold in again, and later rates are measured by this one. Doing it again changes nothing. */
@Injectable()
export class AcceptRateJump {
  constructor(private readonly database: Database, private readonly clock: Clock, private readonly rates: ExchangeRates) {}

  /** @param alongside what is written with a first acceptance, in its transaction @throws RateJumpUnknown */
  async run({ rateSetId, currency, personId }: RateJumpAcceptance, alongside: (tx: Tx) => Promise<void>): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [first] = await prepared(tx, accept, [rateSetId, currency, personId, this.clock.now()]);
      if (first) return alongside(tx);
      const [earlier] = await prepared(tx, accepted, [rateSetId, currency]);
      if (!earlier) throw new RateJumpUnknown({ currency }, 'currency');
    });
    this.rates.forget();
  }
}
