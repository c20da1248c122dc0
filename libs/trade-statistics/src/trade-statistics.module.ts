import { Module } from '@nestjs/common';
import { ClustersModule } from '@silkport/clusters';
import { PricingModule } from '@silkport/pricing';
import { OnOrderPaid } from './on-order-paid.js';
import { TradeFlowReads } from './trade-flow-reads.js';

@Module({ imports: [ClustersModule, PricingModule], providers: [OnOrderPaid, TradeFlowReads], exports: [TradeFlowReads] })
export class TradeStatisticsModule {}
