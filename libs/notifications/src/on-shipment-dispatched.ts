import { Injectable } from '@nestjs/common';
import { carrierName, shipmentDispatched, shipmentTracked, trackingUrl, type ShipmentDispatched } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads } from '@silkport/ordering';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { shipmentLetter, type ShipmentNews } from './shipment-letter.js';

/** Writes to the buyer when a box of the order is on its way, and again when it has a number to follow it by only then. */
@Injectable()
export class OnShipmentDispatched {
  constructor(private readonly orders: OrderReads, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage) {}

  @Handles(shipmentDispatched, 'notifications/tell-of-shipment')
  tell(tx: Tx, shipment: ShipmentDispatched, { eventId }: EventContext): Promise<void> {
    return this.write(tx, shipment, eventId, 'shipment');
  }

  @Handles(shipmentTracked, 'notifications/tell-of-tracking')
  tellNumber(tx: Tx, shipment: ShipmentDispatched, { eventId }: EventContext): Promise<void> {
    return this.write(tx, shipment, eventId, 'tracking');
  }

  private async write(tx: Tx, { orderId, lines, carrier, tracking }: ShipmentDispatched, eventId: string, news: ShipmentNews): Promise<void> {
    const order = await this.orders.byId(orderId);
    if (!order) throw new Error(`The order ${orderId} of a shipment cannot be read`);
    const letter = shipmentLetter(this.phrases, order, { lines, carrier: carrierName(carrier), tracking, trackingUrl: trackingUrl(carrier, tracking), news }, this.links.of(order));
    await this.postMessage.run(tx, { eventId, kind: news === 'shipment' ? 'shipment-dispatched' : 'shipment-tracked', recipient: order.email, letter });
  }
}
