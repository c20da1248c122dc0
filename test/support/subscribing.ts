import { PublishProducts, type BillingPlan } from '@silkport/catalog';
import { demoClusters, newProductOf, placedProducts } from '@silkport/demo';
import { OrderAccess } from '@silkport/ordering';
import { Clock, money, newId } from '@silkport/values';
import { balancesOf, MarketLedger, minorOf, sumMinor, type Wire } from './market-ledger.js';
import { Market, type PlacedOrder } from './market.js';

export interface SubscribedTerms { readonly variantId: string; readonly seats: number; readonly total: Wire; readonly interval: string }
export interface SubscriptionSeen {
  readonly state: string; readonly terms: SubscribedTerms; readonly nextTerms: SubscribedTerms | null; readonly trialEndsAt: string | null; readonly periodEnd: string; readonly endsAt: string | null;
  readonly nextCharge: Wire | null; readonly wasRefused: boolean; readonly possible: readonly string[];
}
export interface PriceSeen { readonly due: Wire; readonly credited: Wire; readonly recurring: Wire; readonly interval: string; readonly nextChargeAt: string | null; readonly holdsAtOnce: boolean; readonly proratedAt: string | null }
export interface OwnOrder { readonly id: string; readonly number: string; readonly role: string; readonly accessKey: string }
export interface OrderSeen { readonly number: string; readonly status: string; readonly total: Wire; readonly net: Wire; readonly tax: Wire; readonly refunded: Wire; readonly trialGivenTo: string | null }

export interface PlanWanted { readonly name: string; readonly fen: bigint; readonly billing: BillingPlan }

/** A marketplace in which subscriptions are bought, and time passes for the payment provider and for us. */
export class Subscribing {
  private aheadSeconds = 0;

  private constructor(readonly market: Market) {
    market.app.get(Clock, { strict: false }).now = () => new Date(Date.now() + this.aheadSeconds * 1000);
  }

  static async open(): Promise<Subscribing> {
    return new Subscribing(await Market.open());
  }

  ledger(): Promise<MarketLedger> {
    return MarketLedger.open(this.market);
  }

  async rest(): Promise<void> {
    await (await this.ledger()).rest();
  }

  /** A product of these plans, by a merchant of the demo. @returns the variants' ids */
  async product(slug: string, plans: readonly PlanWanted[]): Promise<string[]> {
    const model = placedProducts(demoClusters()).map((placed, order) => newProductOf(placed, order)).find(({ deliveryKind }) => deliveryKind === 'licence-key');
    if (!model) throw new Error('The demo has no software');
    const [first, ...others] = plans.map(({ name, fen, billing }, index) => ({ id: newId(), sku: `${slug}-${index}`, name: { en: name }, prices: [money(fen, 'CNY')] as const, billing }));
    if (!first) throw new Error('A product has a plan');
    const variants = [first, ...others] as const;
    await this.market.app.get(PublishProducts, { strict: false }).run([{ ...model, id: newId(), code: slug.toUpperCase(), slug, deliveryKind: 'subscription', unit: 'seat-month', variants }]);
    return variants.map(({ id }) => id);
  }

  async pass(seconds: number): Promise<void> {
    await (await this.ledger()).everySoOften('payments/import-late-balance-transactions');
    this.aheadSeconds += seconds;
    await this.market.provide('/clock/advance', { seconds });
    await this.rest();
    await (await this.ledger()).everySoOften('payments/import-late-balance-transactions');
  }

  async passPeriod(order: PlacedOrder): Promise<void> {
    const { periodEnd } = await this.of(order);
    await this.pass(Math.ceil((Date.parse(periodEnd) - Date.now()) / 1000) - this.aheadSeconds + 7200);
  }

  quote(variantId: string, { seats = 1, headers = {}, ...given }: { seats?: number; email?: string; country?: string; currency?: string; headers?: Readonly<Record<string, string>> } = {}) {
    return this.market.post('/v1/quotes', { items: [{ variantId, quantity: seats }], country: 'KZ', currency: 'CNY', locale: 'en', ...given }, headers);
  }

  place(quoteId: string, email: string, headers: Readonly<Record<string, string>> = {}) {
    return this.market.place(quoteId, { email, startService: true, immediateDelivery: true }, headers);
  }

  async order(variantId: string, email: string, seats = 1): Promise<PlacedOrder> {
    const { body } = await this.quote(variantId, { seats, email }).expect(201);
    return (await this.place((body as { id: string }).id, email).expect(201)).body as PlacedOrder;
  }

  async subscribe(variantId: string, { email = 'aigerim@example.kz', seats = 1, card = '4242424242424242' }: { email?: string; seats?: number; card?: string } = {}): Promise<PlacedOrder> {
    const order = await this.order(variantId, email, seats);
    await this.market.pay(order, card).expect(303);
    await this.market.until(async () => (await this.deliveries(order)).length === seats);
    await (await this.ledger()).everySoOften('payments/import-late-balance-transactions');
    return order;
  }

  async of(order: Pick<PlacedOrder, 'number' | 'accessKey'>): Promise<SubscriptionSeen> {
    return (await this.market.get(address(order, '/subscription')).expect(200)).body as SubscriptionSeen;
  }

  async seen(order: Pick<PlacedOrder, 'number' | 'accessKey'>): Promise<OrderSeen> {
    return (await this.market.get(address(order)).expect(200)).body as OrderSeen;
  }

  async deliveries(order: Pick<PlacedOrder, 'number' | 'accessKey'>): Promise<{ state: string }[]> {
    return (await this.market.deliveries(order as PlacedOrder)) as unknown as { state: string }[];
  }

  /** Of all orders of the subscription. */
  async seats(order: PlacedOrder): Promise<string[]> {
    const lists = await Promise.all((await this.orders(order)).map((own) => this.deliveries(own)));
    return lists.flat().map(({ state }) => state).toSorted();
  }

  async price(order: PlacedOrder, wanted: string): Promise<PriceSeen> {
    return (await this.market.get(`${address(order, '/subscription/price')}&${wanted}`).expect(200)).body as PriceSeen;
  }

  async change(order: PlacedOrder, body: object): Promise<SubscriptionSeen> {
    await this.market.post(address(order, '/subscription/changes'), body).expect(201);
    await this.rest();
    return this.of(order);
  }

  /** Agrees to what was shown. */
  async agree(order: PlacedOrder, wanted: { variantId: string } | { seats: number }): Promise<{ shown: PriceSeen; now: SubscriptionSeen }> {
    const shown = await this.price(order, new URLSearchParams(Object.entries(wanted).map(([name, value]) => [name, String(value)])).toString());
    return { shown, now: await this.change(order, { kind: 'terms', ...wanted, ...(shown.proratedAt ? { proratedAt: shown.proratedAt } : {}) }) };
  }

  /** All orders of the subscription that one of them belongs to, oldest first. */
  async orders({ number }: Pick<PlacedOrder, 'number'>): Promise<OwnOrder[]> {
    const rows = await this.market.query<{ id: string; number: string; role: string }>(
      'SELECT o.id, o.number, o.subscription_role AS role FROM ordering.orders o WHERE o.subscription_id = (SELECT subscription_id FROM ordering.orders WHERE number = $1) ORDER BY o.paid_at, o.id', [number]);
    const access = this.market.app.get(OrderAccess, { strict: false });
    return rows.map((row) => ({ ...row, accessKey: access.keyOf(row.id) }));
  }

  async stripeId({ number }: Pick<PlacedOrder, 'number'>): Promise<string> {
    const [row] = await this.market.query<{ id: string }>('SELECT s.stripe_subscription_id AS id FROM payments.subscriptions s JOIN ordering.orders o ON o.subscription_id = s.id WHERE o.number = $1', [number]);
    return row?.id ?? '';
  }

  async mails(email: string): Promise<{ subject: string; text: string }[]> {
    return (await this.market.mailsTo(email)) as unknown as { subject: string; text: string }[];
  }

  /** Each order is paid, sold and invoiced for what was taken, and all books are even. */
  async expectRightBooks(order: PlacedOrder): Promise<void> {
    const books = await this.ledger();
    await books.everySoOften('payments/import-late-balance-transactions', 'invoicing/issue-invoices');
    await books.trialBalance();
    for (const own of await this.orders(order)) {
      const { total, net, tax } = await this.seen(own);
      expect(minorOf(net) + minorOf(tax)).toBe(minorOf(total));
      const invoices = (await books.get<{ items: { total: Wire; tax: Wire; kind: string }[] }>(address(own, '/invoices'), {})).items.filter(({ kind }) => kind === 'invoice');
      expect([own.role, sumMinor(invoices.map((each) => each.total)), sumMinor(invoices.map((each) => each.tax))]).toEqual([own.role, minorOf(total), minorOf(tax)]);
      const balances = await books.balancesOf(own);
      expect(Object.keys(balances).filter((account) => account.startsWith('buyer_clearing'))).toEqual([]);
      expect(Object.keys(balancesOf(await books.entriesOf(own))).filter((account) => account.startsWith('provider_clearing'))).toEqual([]);
    }
  }
}

export function address({ number, accessKey }: Pick<PlacedOrder, 'number' | 'accessKey'>, path = ''): string {
  return `/v1/orders/${number}${path}?key=${accessKey}`;
}
