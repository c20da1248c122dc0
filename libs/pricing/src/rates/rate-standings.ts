import { Inject, Injectable } from '@nestjs/common';
import { chargeableCurrencies } from '@silkport/markets';
import { CONFIG, Database, statement, type Config } from '@silkport/platform';
import { Clock, type Rate } from '@silkport/values';
import { NoRatesYet } from '../pricing.errors.js';
import { changePct } from './rate-change.js';
import { isStale } from './rate-stops.js';

export const rateStandingNames = ['usable', 'accepted', 'missing', 'stale', 'jumped'] as const;
export type RateStandingName = (typeof rateStandingNames)[number];

/** How one currency stands in the newest set; what is usable or accepted is sold at. */
export interface RateStanding {
  readonly currency: string;
  /** Units for one unit of the base; null where it is missing. */
  readonly rate: Rate | null;
  /** The last believed rate before it, by which its change is measured; null for a currency seen first. */
  readonly trustedRate: Rate | null;
  /** Percent, two decimals. */
  readonly changePct: string | null;
  readonly standing: RateStandingName;
  readonly acceptedBy: string | null;
  readonly acceptedAt: Date | null;
}

export interface RateStandings {
  readonly rateSetId: string;
  readonly base: string;
  readonly effectiveDate: string;
  readonly source: string;
  readonly recordedAt: Date;
  readonly isStale: boolean;
  readonly staleHours: number;
  readonly jumpPct: number;
  readonly marginPct: string;
  readonly currencies: readonly RateStanding[];
}

interface StoredRate { currency: string; rate: string; trustedRate: string | null; jumped: boolean; acceptedBy: string | null; acceptedAt: string | null }
interface Row { id: string; base: string; effectiveDate: string; source: string; recordedAt: Date; rates: StoredRate[] }

const newest = statement('pricing.rate_standings', `
  SELECT s.id, s.base, to_char(s.effective_date, 'YYYY-MM-DD') AS "effectiveDate", s.source, s.recorded_at AS "recordedAt",
    (SELECT json_agg(json_build_object('currency', r.currency, 'rate', r.rate::text, 'trustedRate', r.trusted_rate::text, 'jumped', r.jumped,
       'acceptedBy', a.accepted_by, 'acceptedAt', a.accepted_at) ORDER BY r.currency)
     FROM pricing.rates r LEFT JOIN pricing.rate_acceptances a ON a.rate_set_id = r.rate_set_id AND a.currency = r.currency WHERE r.rate_set_id = s.id) AS rates
  FROM pricing.rate_sets s ORDER BY s.effective_date DESC, s.recorded_at DESC LIMIT 1`);

/** The newest rates as those who watch over them see them: always read anew. */
@Injectable()
export class RateStandingReads {
  constructor(private readonly database: Database, @Inject(CONFIG) private readonly config: Pick<Config, 'rates'>, private readonly clock: Clock) {}

  /** @throws NoRatesYet */
  async newest(): Promise<RateStandings> {
    const [row] = await this.database.read<Row>(newest);
    if (!row) throw new NoRatesYet();
    const { id, rates, ...set } = row;
    const { staleHours, jumpPct, marginPct } = this.config.rates;
    const stale = isStale({ ...set, rateSetId: id, rates: new Map() }, this.config.rates, this.clock.now());
    const known = new Map(rates.map((rate) => [rate.currency, rate]));
    const codes = [...new Set([...known.keys(), ...chargeableCurrencies.map(({ code }) => code)])].toSorted();
    return { ...set, rateSetId: id, isStale: stale, staleHours, jumpPct, marginPct, currencies: codes.map((code) => standingOf(code, known.get(code), stale)) };
  }
}

function standingOf(currency: string, stored: StoredRate | undefined, stale: boolean): RateStanding {
  if (!stored) return { currency, rate: null, trustedRate: null, changePct: null, standing: 'missing', acceptedBy: null, acceptedAt: null };
  const { rate, trustedRate, jumped, acceptedBy, acceptedAt } = stored;
  const standing = jumped && !acceptedBy ? 'jumped' : stale ? 'stale' : jumped ? 'accepted' : 'usable';
  return { currency, rate, trustedRate, changePct: trustedRate && changePct(trustedRate, rate), standing, acceptedBy, acceptedAt: acceptedAt === null ? null : new Date(acceptedAt) };
}
