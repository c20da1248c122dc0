import { Body, Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal } from '@silkport/identity';
import { callerEvidence, QuoteOrder, QuoteReads, QuoteUnknown, type QuoteView } from '@silkport/ordering';
import { Allow, CONFIG, type Config, type IdempotentRequest } from '@silkport/platform';
import { Clock, isId, type Locale } from '@silkport/values';
import type { FastifyRequest } from 'fastify';
import { NeverCached } from '../http/cache-headers.js';
import { Claim, CreatesOnce } from '../http/creates-once.js';
import { LocaleQuery, ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { QuoteAnswer, quoteAnswer } from './quote-answer.js';
import { QuoteDto } from './quote.dto.js';

@ApiTags('orders')
@Controller('v1/quotes')
export class QuotesController {
  constructor(
    private readonly quoteOrder: QuoteOrder, private readonly quotes: QuoteReads, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'countryHeader'>,
  ) {}

  /** @throws CountryUnknown, CurrencyNotOffered, RateMissing, RateStale, RateJumped, TaxIdShapeInvalid, ProductUnknown, ProductWithdrawn, SoldOut, OrderTooSmall, OrderTooLarge */
  @Post()
  @Allow('public')
  @NeverCached()
  @CreatesOnce()
  @ApiOperation({ summary: 'Promise prices for half an hour' })
  @ApiCreatedResponse({ type: QuoteAnswer })
  @Refuses(404, 409, 410, 503)
  async quote(
    @Body() { locale, email, ...wanted }: QuoteDto, @Req() request: FastifyRequest, @ReaderLocale() reader: Locale, @Claim() claim: IdempotentRequest, @CurrentPrincipal() principal?: Principal,
  ): Promise<QuoteAnswer> {
    const evidence = callerEvidence(request.ip, this.config.countryHeader && request.headers[this.config.countryHeader], this.clock.now());
    const answerOf = (quote: QuoteView) => ({ status: 201, body: JSON.stringify(quoteAnswer(quote, reader)) });
    const buyer = { personId: principal?.personId, email: email ?? principal?.email };
    return quoteAnswer(await this.quoteOrder.run({ ...wanted, evidence, buyer, locale: locale ?? reader }, claim, answerOf), reader);
  }

  /** @throws QuoteUnknown */
  @Get(':id')
  @Allow('public')
  @NeverCached()
  @ApiOperation({ summary: 'One quote' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: QuoteAnswer })
  @Refuses(400, 404)
  async byId(@Param('id') id: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale): Promise<QuoteAnswer> {
    if (!isId(id)) throw new QuoteUnknown({}, 'id');
    return quoteAnswer(await this.quotes.byId(id), reader);
  }
}
