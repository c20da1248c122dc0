import { Module } from '@nestjs/common';
import { ClustersModule } from '@silkport/clusters';
import { PricingModule } from '@silkport/pricing';
import { OnOrderPaid } from './on-order-paid.js';
import { OnOrderRefunded } from './on-order-refunded.js';
import { TradeFlowReads } from './trade-flow-reads.js';

@Module({ imports: [ClustersModule, PricingModule], providers: [OnOrderPaid, OnOrderRefunded, TradeFlowReads], exports: [TradeFlowReads] })
export class TradeStatisticsModule {}
