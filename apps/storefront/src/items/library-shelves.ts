import { Injectable } from '@nestjs/common';
import { deliveryKinds, type DeliveryKind } from '@silkport/catalog';
import { BoughtReads, SeatReads, type BoughtThing } from '@silkport/delivery';
import { hasBeenPaid, keepsGoing, OrderReads, type OrderLineView, type OrderView } from '@silkport/ordering';

/** One line of a paid order, or a seat that somebody gave. */
export interface ShelvedThing {
  readonly order: OrderView;
  readonly line: OrderLineView;
  /** Its seats, its one entitlement or its parcel; none while it is being handed out. */
  readonly things: readonly BoughtThing[];
  /** It belongs to somebody else's order. */
  readonly isGiven: boolean;
}

export interface Shelf { readonly kind: DeliveryKind; readonly things: readonly ShelvedThing[] }

/** What a reader has, shelf by shelf. */
export interface Library {
  readonly shelves: readonly Shelf[];
  readonly unpaid: readonly OrderView[];
  /** Of which there is something on any page. */
  readonly kinds: readonly DeliveryKind[];
  readonly kind: DeliveryKind | undefined;
  readonly words: string | undefined;
  readonly nextCursor: string | undefined;
}

export interface LibraryQuery {
  readonly cursor: string | undefined;
  readonly kind: DeliveryKind | undefined;
  /** Part of a name. */
  readonly words: string | undefined;
}

/** What takes the reader on comes first, what is waited for last. */
const shelfOrder: readonly DeliveryKind[] = ['course', 'stream', 'booking', 'commission', 'download', 'licence-key', 'subscription', 'api-access', 'data-set', 'service', 'parcel'];
const ordersAPage = 24;

@Injectable()
export class LibraryShelves {
  constructor(private readonly orders: OrderReads, private readonly bought: BoughtReads, private readonly seats: SeatReads) {}

  /** @param email confirmed as the reader's @throws InvalidCursor */
  async of(email: string, { cursor, kind, words }: LibraryQuery): Promise<Library> {
    const [{ orders, nextCursor }, ownKinds, given] = await Promise.all([
      this.orders.ofEmail(email, cursor, ordersAPage, { kind, words }), this.orders.kindsOfEmail(email), this.givenTo(email),
    ]);
    const paid = orders.filter(({ status }) => hasBeenPaid(status));
    const bought = await this.bought.ofOrders(paid.map(({ id }) => id));
    const own = paid.filter((order) => !keepsGoing(order)).flatMap((order) => order.lines.map((line): ShelvedThing => ({ order, line, things: bought.get(line.id) ?? [], isGiven: false })));
    const shown = [...own, ...(cursor ? [] : given)].filter(({ line }) => (!kind || line.deliveryKind === kind) && (!words || isNamed(line, words)));
    const byKind = Map.groupBy(shown, ({ line }) => line.deliveryKind);
    const kinds = new Set([...ownKinds, ...given.map(({ line }) => line.deliveryKind)]);
    return {
      shelves: shelfOrder.flatMap((each) => (byKind.has(each) ? [{ kind: each, things: byKind.get(each) ?? [] }] : [])),
      unpaid: orders.filter(({ status }) => status === 'awaiting_payment' || status === 'held'), kinds: deliveryKinds.filter((each) => kinds.has(each)), kind, words, nextCursor,
    };
  }

  private async givenTo(email: string): Promise<ShelvedThing[]> {
    const seats = await this.seats.ofEmail(email);
    if (!seats.length) return [];
    const orderIds = [...new Set(seats.map(({ orderId }) => orderId))];
    const [orders, bought] = await Promise.all([this.orders.byIds(orderIds), this.bought.ofOrders(orderIds)]);
    return seats.flatMap(({ entitlementId, orderId, orderLineId }) => {
      const order = orders.get(orderId);
      const line = order?.lines.find(({ id }) => id === orderLineId);
      if (!order || !line || order.email === email) return [];
      return [{ order, line, things: (bought.get(orderLineId) ?? []).filter((thing) => thing.entitlementId === entitlementId), isGiven: true }];
    });
  }
}

function isNamed({ productName, merchantName }: OrderLineView, words: string): boolean {
  return [productName, merchantName].flatMap((name) => Object.values(name)).some((name) => name.toLowerCase().includes(words.toLowerCase()));
}
