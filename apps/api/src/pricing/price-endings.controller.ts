import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, recordAudit, type Principal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { ExchangeRates, SetPriceEndings } from '@silkport/pricing';
import { Clock } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { Refuses } from '../http/refuses.js';
import { endingsOf, PriceEndingsAnswer, priceEndingsAnswer, PriceEndingsDto } from './price-endings.dto.js';

type Merchant = Principal & { readonly merchantId: string };

@ApiTags('merchant')
@Controller('v1/merchant/price-endings')
@Allow('merchant')
export class PriceEndingsController {
  constructor(private readonly setEndings: SetPriceEndings, private readonly rates: ExchangeRates, private readonly clock: Clock) {}

  /** @throws NoRatesYet */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'How your converted prices are rounded' })
  @ApiOkResponse({ type: PriceEndingsAnswer })
  @Refuses(503)
  async list(@CurrentPrincipal() { merchantId }: Merchant): Promise<PriceEndingsAnswer> {
    return priceEndingsAnswer((await this.rates.current()).endings.get(merchantId));
  }

  /** @throws CurrencyNotOffered, PriceEndingRefused; then nothing is changed */
  @Put()
  @NeverCached()
  @ApiOperation({ summary: 'Set how your converted prices are rounded; prices that you set yourself stay as they are' })
  @ApiOkResponse({ type: PriceEndingsAnswer })
  @Refuses(400, 503)
  async set(@Body() body: PriceEndingsDto, @CurrentPrincipal() { personId, merchantId }: Merchant): Promise<PriceEndingsAnswer> {
    const happenedAt = this.clock.now();
    const endings = endingsOf(body);
    await this.setEndings.run(merchantId, endings, (tx) => recordAudit(tx, { personId, action: 'pricing.endings_set', happenedAt, details: { merchantId, endings: body.endings } }));
    return priceEndingsAnswer(new Map(endings.map(({ currency, ...ending }) => [currency, ending])));
  }
}
