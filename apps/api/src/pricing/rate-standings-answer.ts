import { ApiProperty } from '@nestjs/swagger';
import { rateStandingNames, type RateStanding, type RateStandingName, type RateStandings } from '@silkport/pricing';

export class RateStandingAnswer {
  @ApiProperty({ description: 'ISO 4217.', example: 'KZT' }) currency: string;
  @ApiProperty({ type: String, nullable: true, description: 'Units for one unit of `base`; null where it is missing.', example: '512.3' }) rate: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The last rate before it that was believed; null for a currency seen first.', example: '510.9' }) trustedRate: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'By how many percent it differs from `trustedRate`.', example: '0.27' }) changePct: string | null;
  @ApiProperty({ enum: rateStandingNames, description: 'Prices are converted at what is usable or accepted, and at nothing else.', example: 'usable' }) standing: RateStandingName;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Person who accepted its jump.', example: null }) acceptedBy: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null }) acceptedAt: string | null;
}

/** The newest set of reference rates. */
export class RateStandingsAnswer {
  @ApiProperty({ format: 'uuid' }) rateSetId: string;
  @ApiProperty({ example: 'EUR' }) base: string;
  @ApiProperty({ format: 'date', example: '2026-11-20' }) effectiveDate: string;
  @ApiProperty({ example: 'European Central Bank' }) source: string;
  @ApiProperty({ format: 'date-time' }) recordedAt: string;
  @ApiProperty({ description: 'Whether it is too old to sell at. The demo’s sample never is.', example: false }) isStale: boolean;
  @ApiProperty({ type: 'integer', description: 'Hours on bank days after its date until which a set is sold at.', example: 48 }) staleHours: number;
  @ApiProperty({ type: 'integer', description: 'Percent above which a change stops its currency.', example: 10 }) jumpPct: number;
  @ApiProperty({ description: 'Percent that a converted price has on top of the reference rate.', example: '2' }) marginPct: string;
  @ApiProperty({ type: [RateStandingAnswer] }) items: RateStandingAnswer[];
}

export function rateStandingsAnswer({ currencies, recordedAt, ...set }: RateStandings): RateStandingsAnswer {
  const { rateSetId, base, effectiveDate, source, isStale, staleHours, jumpPct, marginPct } = set;
  return { rateSetId, base, effectiveDate, source, recordedAt: recordedAt.toISOString(), isStale, staleHours, jumpPct, marginPct, items: currencies.map(rateStandingAnswer) };
}

function rateStandingAnswer({ currency, rate, trustedRate, changePct, standing, acceptedBy, acceptedAt }: RateStanding): RateStandingAnswer {
  return { currency, rate, trustedRate, changePct, standing, acceptedBy, acceptedAt: acceptedAt?.toISOString() ?? null };
}
