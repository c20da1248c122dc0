import { Module } from '@nestjs/common';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { InvoicingModule } from '@silkport/invoicing';
import { NotificationsModule } from '@silkport/notifications';
import { OrderingModule } from '@silkport/ordering';
import { PaymentsModule } from '@silkport/payments';
import { SettlementModule } from '@silkport/settlement';
import { TradeStatisticsModule } from '@silkport/trade-statistics';

/** Every context that reacts to events, does jobs or keeps a schedule. */
@Module({ imports: [DeliveryModule, IdentityModule, InvoicingModule, SettlementModule, NotificationsModule, OrderingModule, PaymentsModule, TradeStatisticsModule] })
export class WorkerModule {}
