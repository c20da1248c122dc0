import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { MerchantPriceReads, NotYourProduct, PriceMarketUnknown, SetVariantPrices } from '@silkport/catalog';
import { CurrentPrincipal, recordAudit, type Principal } from '@silkport/identity';
import { findMarket } from '@silkport/markets';
import { Allow } from '@silkport/platform';
import { Clock, isId, type Locale } from '@silkport/values';
import { NeverCached } from '../http/cache-headers.js';
import { ReaderLocale } from '../http/reader-locale.js';
import { Refuses } from '../http/refuses.js';
import { MerchantPricesAnswer, merchantPricesAnswer } from './merchant-prices-answer.js';
import { listedPricesOf, MerchantPricesQuery, PriceListDto } from './price-list.dto.js';
import { SeenPriceReads } from './seen-prices.js';

type Merchant = Principal & { readonly merchantId: string };

@ApiTags('merchant')
@Controller('v1/merchant/products/:id')
@Allow('merchant')
export class MerchantPricesController {
  constructor(private readonly prices: MerchantPriceReads, private readonly seen: SeenPriceReads, private readonly setPrices: SetVariantPrices, private readonly clock: Clock) {}

  /** @throws NotYourProduct, PriceMarketUnknown, NoRatesYet */
  @Get('prices')
  @NeverCached()
  @ApiOperation({ summary: 'What buyers see of a product in every currency, and what of it you get' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MerchantPricesAnswer })
  @Refuses(400, 404, 503)
  async ofProduct(@Param('id') id: string, @Query() { country }: MerchantPricesQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: Merchant): Promise<MerchantPricesAnswer> {
    if (country !== undefined && !findMarket(country)) throw new PriceMarketUnknown({ country }, 'country');
    return this.answer(id, merchantId, country ?? null, reader);
  }

  /** @throws NotYourProduct, CurrencyNotOffered, PriceRefused, PriceMarketUnknown, PricePeriodRefused, PricesOverlap, MainPriceMissing; then nothing is changed */
  @Put('variants/:variantId/prices')
  @NeverCached()
  @ApiOperation({ summary: 'Set all prices of a variant. Quotes keep what they promised; the same list again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiParam({ name: 'variantId', format: 'uuid' })
  @ApiOkResponse({ type: MerchantPricesAnswer })
  @Refuses(400, 404, 503)
  async set(
    @Param('id') productId: string, @Param('variantId') variantId: string, @Body() body: PriceListDto, @ReaderLocale() reader: Locale, @CurrentPrincipal() { personId, merchantId }: Merchant,
  ): Promise<MerchantPricesAnswer> {
    if (!isId(productId) || !isId(variantId)) throw new NotYourProduct();
    const happenedAt = this.clock.now();
    await this.setPrices.run({ merchantId, productId, variantId, prices: listedPricesOf(body) }, (tx) => (
      recordAudit(tx, { personId, action: 'catalog.prices_set', happenedAt, details: { productId, variantId, prices: body.prices } })
    ));
    return this.answer(productId, merchantId, null, reader);
  }

  private async answer(productId: string, merchantId: string, country: string | null, reader: Locale): Promise<MerchantPricesAnswer> {
    const product = isId(productId) ? await this.prices.ofProduct(productId, merchantId) : undefined;
    if (!product) throw new NotYourProduct();
    return merchantPricesAnswer(product, await this.seen.of(product, country), country, reader);
  }
}
