import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { ClustersModule } from '@silkport/clusters';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { PricingModule } from '@silkport/pricing';
import { SettlementModule } from '@silkport/settlement';
import { SeedClusters } from './seed-clusters.js';
import { SeedDemo } from './seed-demo.js';
import { SeedGoods } from './seed-goods.js';
import { SeedPayOuts } from './seed-pay-outs.js';
import { SeedKinds } from './seeds/seed-kinds.js';
import { SeedMachines } from './seeds/seed-machines.js';
import { SeedMedia } from './seeds/seed-media.js';
import { SeedServices } from './seeds/seed-services.js';
import { SeedPeople } from './seed-people.js';

@Module({
  imports: [CatalogModule, ClustersModule, DeliveryModule, IdentityModule, PricingModule, SettlementModule],
  providers: [SeedDemo, SeedKinds, SeedMachines, SeedMedia, SeedServices, SeedClusters, SeedGoods, SeedPayOuts, SeedPeople],
  exports: [SeedDemo],
})
export class DemoModule {}
