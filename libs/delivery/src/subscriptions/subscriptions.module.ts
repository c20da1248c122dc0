import { Module } from '@nestjs/common';
import { OrderingModule } from '@silkport/ordering';
import { EndingSeats } from './ending-seats.js';
import { OnSubscriptionChanged } from './on-subscription-changed.js';
import { StopChargingRevoked } from './stop-charging-revoked.js';

/** What is delivered period by period. */
@Module({ imports: [OrderingModule], providers: [EndingSeats, OnSubscriptionChanged, StopChargingRevoked], exports: [EndingSeats] })
export class SubscriptionsModule {}
