import { Injectable } from '@nestjs/common';
import { kindTraits } from '@silkport/catalog';
import { DownloadLinks, EntitlementReads, SeatReads, ShipmentReads, type AccessClient, type AssetView, type LineDelivery, type SeatGiven, type ShipmentView } from '@silkport/delivery';
import { hasBeenPaid, keepsGoing, OrderReads, type OrderLineView, type OrderView } from '@silkport/ordering';
import { ChargeMismatch, ConfirmCheckout } from '@silkport/payments';
import { Clock } from '@silkport/values';
import { orderStage, type OrderStage, type PaymentState } from './order-stage.js';

/** A file with the link that opens it for the next hours. */
export interface ReceivedFile extends AssetView { readonly href: string }

/** A seat of a line, and whoever it was given to. */
export interface SeatStanding { readonly delivery: LineDelivery; readonly given: SeatGiven | undefined }

export interface ReceivedLine {
  readonly line: OrderLineView;
  /** The seats of the line as one: their keys together, and the state of the first. */
  readonly delivery: LineDelivery | undefined;
  /** One by one, in order, each with its own keys; none of a parcel. */
  readonly seats: readonly SeatStanding[];
  /** None of what is played and read here. */
  readonly files: readonly ReceivedFile[];
  /** That hold pieces of it; none of what is no parcel. */
  readonly boxes: readonly ShipmentView[];
}

export interface OrderStanding { readonly order: OrderView; readonly stage: OrderStage; readonly received: readonly ReceivedLine[] }

/** Where an order stands this moment; asks the payment provider where the answer is still open. */
@Injectable()
export class OrderStandings {
  constructor(
    private readonly confirmCheckout: ConfirmCheckout, private readonly orders: OrderReads, private readonly entitlements: EntitlementReads, private readonly shipments: ShipmentReads,
    private readonly seats: SeatReads, private readonly links: DownloadLinks, private readonly clock: Clock,
  ) {}

  /** For the order's page, which shows its keys: they are noted as seen by the client once the order is ready, and not before. */
  async of(held: OrderView, hasReturned: boolean, client: AccessClient): Promise<OrderStanding> {
    const standing = await this.withoutKeys(held, hasReturned);
    if (standing.stage !== 'ready' || !standing.received.some(({ line }) => kindTraits[line.deliveryKind].isSeated)) return standing;
    const [deliveries, given] = await Promise.all([this.entitlements.ofOrder(standing.order.id, { client, keysOf: 'all' }), this.seats.ofOrder(standing.order.id)]);
    return { ...standing, received: standing.received.map((each) => {
      const own = ofLine(deliveries, each.line);
      return { ...each, delivery: seatsTogether(own), seats: seatsOf(own, given) };
    }) };
  }

  /** Where nothing of it is shown but how it stands. */
  async withoutKeys(held: OrderView, hasReturned: boolean): Promise<OrderStanding> {
    const payment = held.status === 'awaiting_payment' ? await this.paymentOf(held.id) : undefined;
    const order = payment === undefined || payment === 'open' ? held : ((await this.orders.byId(held.id)) ?? held);
    const deliveries = hasBeenPaid(order.status) ? await this.entitlements.ofOrder(order.id, { keysOf: 'none' }) : [];
    const boxes = deliveries.some(({ parcelState }) => parcelState) ? await this.shipments.ofOrder(order.id) : [];
    // A further period of a subscription brings nothing of its own: what it keeps going is with the order that began it.
    const received = keepsGoing(order) ? [] : order.lines.map((line) => this.receivedLine(line, ofLine(deliveries, line), boxes));
    return { order, stage: orderStage(order, payment, hasReturned, deliveries), received };
  }

  private async paymentOf(orderId: string): Promise<PaymentState> {
    try {
      return await this.confirmCheckout.run(orderId);
    } catch (error) {
      if (error instanceof ChargeMismatch) return 'mismatch';
      throw error;
    }
  }

  private receivedLine(line: OrderLineView, seats: readonly LineDelivery[], boxes: readonly ShipmentView[]): ReceivedLine {
    const delivery = seatsTogether(seats);
    const { entitlementId, state, assets } = delivery ?? { entitlementId: null, state: null, assets: [] };
    const files = entitlementId && state === 'active' && line.deliveryKind !== 'stream' ? assets.map((asset) => ({ ...asset, href: this.links.linkFor({ entitlementId, assetId: asset.id }, this.clock.now()) })) : [];
    return { line, delivery, seats: seatsOf(seats), files, boxes: boxes.filter(({ lines }) => lines.some(({ lineId }) => lineId === line.id)) };
  }
}

function ofLine(deliveries: readonly LineDelivery[], { id }: OrderLineView): LineDelivery[] {
  return deliveries.filter(({ orderLineId }) => orderLineId === id);
}

function seatsOf(deliveries: readonly LineDelivery[], given: ReadonlyMap<string, SeatGiven> = new Map()): SeatStanding[] {
  return deliveries.filter(({ seat }) => seat !== null).map((delivery) => ({ delivery, given: given.get(delivery.entitlementId ?? '') }));
}

function seatsTogether(seats: readonly LineDelivery[]): LineDelivery | undefined {
  const [first] = seats;
  return first && { ...first, quantity: seats.reduce((sum, { quantity }) => sum + quantity, 0), keys: seats.flatMap(({ keys }) => keys) };
}
