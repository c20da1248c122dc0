import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal } from '@silkport/identity';
import { SubscriptionList, SubscriptionUnknown } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { isId, type Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { listedSubscriptionAnswer, ListedSubscriptionPageAnswer, subscriptionHistoryAnswer, SubscriptionHistoryAnswer, SubscriptionsQuery, wantedSubscriptions } from './listed-subscription-answer.js';

@ApiTags('merchant')
@Controller('v1/merchant/subscriptions')
@Allow('merchant')
export class MerchantSubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionList) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Subscriptions to the merchant’s products, newest first' })
  @ApiOkResponse({ type: ListedSubscriptionPageAnswer })
  @Refuses(400)
  async list(@Query() query: SubscriptionsQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<ListedSubscriptionPageAnswer> {
    const { items, nextCursor } = await this.subscriptions.page(merchantId, query.cursor, query.limit, wantedSubscriptions(query));
    return { items: items.map((each) => listedSubscriptionAnswer(each, reader)), nextCursor: nextCursor ?? null };
  }

  /** @throws SubscriptionUnknown also of another merchant’s */
  @Get(':id')
  @NeverCached()
  @ApiOperation({ summary: 'One subscription with all that was paid for it and asked of it' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SubscriptionHistoryAnswer })
  @Refuses(400, 404)
  async byId(@Param('id') id: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<SubscriptionHistoryAnswer> {
    const subscription = isId(id) ? await this.subscriptions.byId(id, merchantId) : undefined;
    if (!subscription) throw new SubscriptionUnknown();
    return subscriptionHistoryAnswer(subscription, reader);
  }
}
