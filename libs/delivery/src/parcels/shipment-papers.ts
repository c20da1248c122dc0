import { Inject, Injectable } from '@nestjs/common';
import { MerchantLegalFacts } from '@silkport/clusters';
import { renderPdf } from '@silkport/documents';
import { Phrases } from '@silkport/i18n';
import { OrderReads, OrderUnknown, type OrderView } from '@silkport/ordering';
import { CONFIG, type Config } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { CustomsOfProducts } from './customs-of-products.js';
import { declarationOf, type CustomsDeclaration } from './customs-declaration.js';
import { packingList } from './packing-list.js';
import { ShipmentReads, type ShipmentView } from './shipment-reads.js';

interface Sources { readonly shipment: ShipmentView; readonly order: OrderView; readonly declaration: CustomsDeclaration }

/** What goes with a box: the packing list with both addresses, and where a customs border is crossed the contents of CN 22 or CN 23. */
@Injectable()
export class ShipmentPapers {
  constructor(
    private readonly shipments: ShipmentReads, private readonly customs: CustomsOfProducts, private readonly orders: OrderReads, private readonly legalFacts: MerchantLegalFacts,
    private readonly phrases: Phrases, @Inject(CONFIG) private readonly config: Pick<Config, 'operator'>,
  ) {}

  /** @throws ShipmentUnknown, PaperIncomplete */
  async declaration(shipmentId: string, merchantId: string, locale: Locale): Promise<CustomsDeclaration> {
    return (await this.read(shipmentId, merchantId, locale)).declaration;
  }

  /** A PDF, the same bytes while nothing has changed. @throws ShipmentUnknown, PaperIncomplete */
  async pdf(shipmentId: string, merchantId: string, locale: Locale): Promise<Buffer> {
    const { shipment, order, declaration } = await this.read(shipmentId, merchantId, locale);
    return renderPdf(packingList({ shipment, number: order.number, declaration }, this.phrases, locale));
  }

  private async read(shipmentId: string, merchantId: string, locale: Locale): Promise<Sources> {
    const shipment = await this.shipments.ofMerchantById(shipmentId, merchantId);
    const [order, shipments, legalFacts, customs] = await Promise.all([
      this.orders.byId(shipment.orderId), this.shipments.ofOrder(shipment.orderId, merchantId), this.legalFacts.of([merchantId]), this.customs.ofVariants(shipment.lines),
    ]);
    if (!order) throw new OrderUnknown();
    const declaration = declarationOf({ shipment, shipments, order, legalFacts: legalFacts.get(merchantId), customs, importNumbers: this.config.operator.importNumbers ?? {}, locale });
    return { shipment, order, declaration };
  }
}
