import { Module } from '@nestjs/common';
import { EndingSeats } from './ending-seats.js';
import { OnSubscriptionChanged } from './on-subscription-changed.js';

/** What is delivered period by period. */
@Module({ providers: [EndingSeats, OnSubscriptionChanged], exports: [EndingSeats] })
export class SubscriptionsModule {}
