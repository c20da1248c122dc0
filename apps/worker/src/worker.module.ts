import { Module } from '@nestjs/common';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { NotificationsModule } from '@silkport/notifications';
import { OrderingModule } from '@silkport/ordering';
import { PaymentsModule } from '@silkport/payments';
import { TradeStatisticsModule } from '@silkport/trade-statistics';

/** Every context that reacts to events, does jobs or keeps a schedule. */
@Module({ imports: [DeliveryModule, IdentityModule, NotificationsModule, OrderingModule, PaymentsModule, TradeStatisticsModule] })
export class WorkerModule {}
