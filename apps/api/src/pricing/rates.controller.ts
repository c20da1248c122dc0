import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, recordAudit, type Principal } from '@silkport/identity';
import { Allow, Idempotency, type IdempotentRequest } from '@silkport/platform';
import { AcceptRateJump, ratesOfCsv, RateDateRefused, RateStandingReads, RecordRates } from '@silkport/pricing';
import { Clock } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { Refuses } from '../http/refuses.js';
import { RateAcceptanceDto, RateSetAnswer, RateSetDto } from './rates.dto.js';
import { RateStandingsAnswer, rateStandingsAnswer } from './rate-standings-answer.js';

@ApiTags('admin')
@Controller('v1/admin')
@Allow('admin')
export class RatesController {
  constructor(
    private readonly standings: RateStandingReads, private readonly acceptRateJump: AcceptRateJump, private readonly recordRates: RecordRates,
    private readonly idempotency: Idempotency, private readonly clock: Clock,
  ) {}

  /** @throws NoRatesYet */
  @Get('rates')
  @NeverCached()
  @ApiOperation({ summary: 'The newest reference rates, and which currencies stand still' })
  @ApiOkResponse({ type: RateStandingsAnswer })
  @Refuses(503)
  async newest(): Promise<RateStandingsAnswer> {
    return rateStandingsAnswer(await this.standings.newest());
  }

  /** @throws RateJumpUnknown */
  @Post('rates/acceptances')
  @HttpCode(200)
  @NeverCached()
  @ApiOperation({ summary: 'Believe a rate that jumped: its currency is sold in again. Doing it again changes nothing' })
  @ApiOkResponse({ type: RateStandingsAnswer })
  @Refuses(400, 404)
  async accept(@Body() { rateSetId, currency }: RateAcceptanceDto, @CurrentPrincipal() { personId }: Principal): Promise<RateStandingsAnswer> {
    const happenedAt = this.clock.now();
    await this.acceptRateJump.run({ rateSetId, currency, personId }, (tx) => recordAudit(tx, { personId, action: 'pricing.rate_jump_accepted', happenedAt, details: { rateSetId, currency } }));
    return this.newest();
  }

  /** A whole set: a currency that is not in it is missing then. @throws RatesUnreadable, RateRefused, RateDateRefused; then nothing is recorded */
  @Post('rate-sets')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Record a day’s reference rates from lines of CSV' })
  @ApiCreatedResponse({ type: RateSetAnswer })
  @Refuses(400)
  async record(@Body() { source, csv }: RateSetDto, @Claim() claim: IdempotentRequest, @CurrentPrincipal() { personId }: Principal): Promise<RateSetAnswer> {
    const [day, another] = ratesOfCsv(csv, `Upload: ${source}`);
    if (another) throw new RateDateRefused({ date: another.effectiveDate }, 'csv');
    const details = { source: day.source, base: day.base, effectiveDate: day.effectiveDate, currencies: Object.keys(day.rates).length };
    const { rateSetId } = await this.recordRates.run(day, 'recorded', async (tx, id) => {
      const earlier = await this.idempotency.claim(tx, claim, id);
      if (!earlier) await recordAudit(tx, { personId, action: 'pricing.rates_recorded', happenedAt: this.clock.now(), details: { ...details, rateSetId: id } });
      return earlier;
    });
    return { rateSetId };
  }
}
