import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { SubscriptionList, SubscriptionUnknown } from '@silkport/ordering';
import { Allow } from '@silkport/platform';
import { isId, type Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { listedSubscriptionAnswer, ListedSubscriptionPageAnswer, subscriptionHistoryAnswer, SubscriptionHistoryAnswer, SubscriptionsQuery, wantedSubscriptions } from './listed-subscription-answer.js';

@ApiTags('admin')
@Controller('v1/admin/subscriptions')
@Allow('admin')
export class AdminSubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionList) {}

  /** @throws InvalidCursor */
  @Get()
  @NeverCached()
  @ApiOperation({ summary: 'Subscriptions of all merchants, newest first' })
  @ApiOkResponse({ type: ListedSubscriptionPageAnswer })
  @Refuses(400)
  async list(@Query() query: SubscriptionsQuery, @ReaderLocale() reader: Locale): Promise<ListedSubscriptionPageAnswer> {
    const { items, nextCursor } = await this.subscriptions.page(undefined, query.cursor, query.limit, wantedSubscriptions(query));
    return { items: items.map((each) => listedSubscriptionAnswer(each, reader)), nextCursor: nextCursor ?? null };
  }

  /** @throws SubscriptionUnknown */
  @Get(':id')
  @NeverCached()
  @ApiOperation({ summary: 'One subscription with all that was paid for it and asked of it' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SubscriptionHistoryAnswer })
  @Refuses(400, 404)
  async byId(@Param('id') id: string, @Query() _query: LocaleQuery, @ReaderLocale() reader: Locale): Promise<SubscriptionHistoryAnswer> {
    const subscription = isId(id) ? await this.subscriptions.byId(id, undefined) : undefined;
    if (!subscription) throw new SubscriptionUnknown();
    return subscriptionHistoryAnswer(subscription, reader);
  }
}
