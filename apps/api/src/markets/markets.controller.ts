import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { CachedForAll } from '../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { CurrenciesAnswer, currenciesAnswer, MarketsAnswer, marketsAnswer } from './market-answer.js';

@ApiTags('markets')
@Controller('v1')
export class MarketsController {
  @Get('markets')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'Countries/regions that can order' })
  @ApiOkResponse({ type: MarketsAnswer })
  @Refuses(400)
  markets(@Query() _query: LocaleQuery, @ReaderLocale() locale: Locale): MarketsAnswer {
    return marketsAnswer(locale);
  }

  @Get('currencies')
  @Allow('public')
  @CachedForAll()
  @ApiOperation({ summary: 'Currencies that can be paid in' })
  @ApiOkResponse({ type: CurrenciesAnswer })
  @Refuses(400)
  currencies(@Query() _query: LocaleQuery, @ReaderLocale() locale: Locale): CurrenciesAnswer {
    return currenciesAnswer(locale);
  }
}
