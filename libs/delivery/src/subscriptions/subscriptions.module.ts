import { Module } from '@nestjs/common';
import { OnSubscriptionChanged } from './on-subscription-changed.js';

/** What is delivered period by period. */
@Module({ providers: [OnSubscriptionChanged] })
export class SubscriptionsModule {}
