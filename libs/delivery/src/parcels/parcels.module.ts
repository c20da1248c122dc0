import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { ClustersModule } from '@silkport/clusters';
import { OrderingModule } from '@silkport/ordering';
import { CustomsOfProducts } from './customs-of-products.js';
import { DeliverShipment } from './deliver-shipment.js';
import { DescribeShipment } from './describe-shipment.js';
import { DispatchShipment } from './dispatch-shipment.js';
import { HandOver } from './hand-over.js';
import { PackShipment } from './pack-shipment.js';
import { ReturnShipment } from './return-shipment.js';
import { ShipmentPapers } from './shipment-papers.js';
import { ShipmentReads } from './shipment-reads.js';
import { TakeBackLine } from './take-back-line.js';
import { UnpackShipment } from './unpack-shipment.js';

const exported = [CustomsOfProducts, DeliverShipment, DescribeShipment, DispatchShipment, HandOver, PackShipment, ReturnShipment, ShipmentPapers, ShipmentReads, TakeBackLine, UnpackShipment];

/** Boxes that merchants send, and what customs are told of them. */
@Module({ imports: [CatalogModule, ClustersModule, OrderingModule], providers: exported, exports: exported })
export class ParcelsModule {}
