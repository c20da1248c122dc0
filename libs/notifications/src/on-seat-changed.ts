import { Injectable } from '@nestjs/common';
import { accessChanged, HeldEntitlements, seatChanged, SeatReads, type AccessChanged, type SeatChanged } from '@silkport/delivery';
import { Phrases } from '@silkport/i18n';
import { OrderReads, type OrderView } from '@silkport/ordering';
import { Handles, HandlesTogether, type Delivered, type EventContext, type Tx } from '@silkport/platform';
import { translation } from '@silkport/values';
import { OrderLinks } from './order-links.js';
import { PostMessage, type Post } from './post-message.js';
import { seatEndedLetter, seatLetter } from './seat-letter.js';

/** Writes to whom a seat was given, and once to whoever has it no longer, in the language of the order: more is not known of them. */
@Injectable()
export class OnSeatChanged {
  constructor(
    private readonly orders: OrderReads, private readonly held: HeldEntitlements, private readonly links: OrderLinks, private readonly phrases: Phrases, private readonly postMessage: PostMessage, private readonly seats: SeatReads,
  ) {}

  @Handles(seatChanged, 'notifications/give-seat')
  async tell(tx: Tx, { orderId, orderLineId, entitlementId, email, emailBefore = null, generation }: SeatChanged, { eventId }: EventContext): Promise<void> {
    const order = await this.orders.byId(orderId);
    const thing = order && thingOf(order, orderLineId);
    if (!order || thing === undefined) throw new Error(`The order ${orderId} of a seat cannot be read`);
    if (emailBefore !== null) await this.postMessage.run(tx, { eventId, kind: 'seat-ended', recipient: emailBefore, letter: seatEndedLetter(this.phrases, order.locale, thing) });
    if (email === null) return;
    const url = this.links.ofSeat(order, entitlementId, this.held.seatKeyOf(entitlementId, generation));
    await this.postMessage.run(tx, { eventId, kind: 'seat-given', recipient: email, letter: seatLetter(this.phrases, order.locale, thing, url) });
  }

  /** Its money went back, its time is over, or somebody ended it for good. One person's seats of one order that end together are one letter. */
  @HandlesTogether(accessChanged, 'notifications/tell-seat-holders')
  async tellOfEnd(tx: Tx, events: readonly Delivered<AccessChanged>[]): Promise<void> {
    const over = events.filter(({ payload: { to } }) => to === 'revoked' || to === 'expired');
    const emails = over.length ? await this.seats.emailsOf(over.map(({ payload: { entitlementId } }) => entitlementId)) : new Map<string, string>();
    if (!emails.size) return;
    const ended = over.filter(({ payload: { entitlementId } }) => emails.has(entitlementId));
    const orders = await this.orders.byIds([...new Set(ended.map(({ payload: { orderId } }) => orderId))]);
    const posts = ended.flatMap(({ payload: { entitlementId, orderId, orderLineId }, context: { eventId } }): Post[] => {
      const [order, recipient] = [orders.get(orderId), emails.get(entitlementId)];
      const thing = order && thingOf(order, orderLineId);
      if (!order || thing === undefined || recipient === undefined) throw new Error(`The order ${orderId} of a seat cannot be read`);
      // Who holds the order is told of it by the order's own letters.
      return recipient === order.email.toLowerCase() ? [] : [{ eventId, kind: 'seat-ended', recipient, letter: seatEndedLetter(this.phrases, order.locale, thing) }];
    });
    await this.postMessage.run(tx, ...[...Map.groupBy(posts, ({ recipient, letter }) => JSON.stringify([recipient, letter.subject])).values()].flatMap((same) => same.slice(0, 1)));
  }
}

function thingOf({ lines, locale }: Pick<OrderView, 'lines' | 'locale'>, lineId: string): string | undefined {
  const line = lines.find(({ id }) => id === lineId);
  return line && translation(line.productName, locale).text;
}
