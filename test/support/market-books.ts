import type { Stripe } from 'stripe';

type Query = <Row extends object>(text: string, values: readonly unknown[]) => Promise<Row[]>;

/** How often each thing that happens once to an order has happened. */
export interface Books {
  readonly status: string;
  readonly orders: number;
  readonly lines: number;
  readonly checkouts: number;
  readonly charges: number;
  readonly refunds: number;
  /** `ordering.order_paid` and `ordering.order_cancelled` that were published. */
  readonly paidEvents: number;
  readonly cancelledEvents: number;
  readonly entitlements: number;
  readonly parcels: number;
  readonly facts: number;
  /** Order confirmations. */
  readonly mails: number;
  /** Payment pages, payments that went through and refunds, as the provider has them. */
  readonly pagesAtStripe: number;
  readonly chargesAtStripe: number;
  readonly refundsAtStripe: number;
}

const counts = `
  SELECT o.id, o.status,
    (SELECT count(*)::int FROM ordering.orders other WHERE other.quote_id = o.quote_id) AS orders,
    (SELECT count(*)::int FROM ordering.order_lines WHERE order_id = o.id) AS lines,
    (SELECT count(*)::int FROM payments.checkouts WHERE reference = o.id) AS checkouts,
    (SELECT count(*)::int FROM payments.charges WHERE reference = o.id) AS charges,
    (SELECT count(*)::int FROM payments.refunds r JOIN payments.charges c ON c.id = r.charge_id WHERE c.reference = o.id) AS refunds,
    (SELECT count(*)::int FROM platform.events WHERE name = 'ordering.order_paid' AND payload->>'orderId' = o.id::text) AS "paidEvents",
    (SELECT count(*)::int FROM platform.events WHERE name = 'ordering.order_cancelled' AND payload->>'orderId' = o.id::text) AS "cancelledEvents",
    (SELECT count(*)::int FROM delivery.entitlements WHERE order_id = o.id) AS entitlements,
    (SELECT count(*)::int FROM delivery.parcels WHERE order_id = o.id) AS parcels,
    (SELECT count(*)::int FROM trade_statistics.facts WHERE order_id = o.id) AS facts,
    (SELECT count(*)::int FROM notifications.messages m JOIN platform.events e ON e.id = m.event_id WHERE m.kind = 'order-confirmed' AND e.payload->>'orderId' = o.id::text) AS mails
  FROM ordering.orders o WHERE o.number = $1`;

/** What is written down of an order in our database and at the payment provider. */
export async function booksOf(number: string, query: Query, stripe: Stripe): Promise<Books> {
  const [row] = await query<Omit<Books, 'pagesAtStripe' | 'chargesAtStripe' | 'refundsAtStripe'> & { id: string }>(counts, [number]);
  if (!row) throw new Error(`There is no order ${number}`);
  const { id, ...here } = row;
  return { ...here, ...(await atStripe(id, stripe)) };
}

async function atStripe(reference: string, stripe: Stripe): Promise<Pick<Books, 'pagesAtStripe' | 'chargesAtStripe' | 'refundsAtStripe'>> {
  const pages: Stripe.Checkout.Session[] = [];
  for await (const session of stripe.checkout.sessions.list({ limit: 100 })) if (session.client_reference_id === reference) pages.push(session);
  const charges: Stripe.Charge[] = [];
  for (const { payment_intent: intent } of pages) {
    if (typeof intent === 'string') charges.push(...(await stripe.charges.list({ payment_intent: intent, limit: 100 })).data.filter(({ status }) => status === 'succeeded'));
  }
  return { pagesAtStripe: pages.length, chargesAtStripe: charges.length, refundsAtStripe: charges.filter(({ refunded }) => refunded).length };
}

/** What every order that was paid has, however its payment came about. @param lines digital ones, each with one entitlement and one fact */
export function paidOnce(lines = 1): Books {
  return {
    status: 'delivered', orders: 1, lines, checkouts: 1, charges: 1, refunds: 0, paidEvents: 1, cancelledEvents: 0, entitlements: lines, parcels: 0, facts: lines, mails: 1,
    pagesAtStripe: 1, chargesAtStripe: 1, refundsAtStripe: 0,
  };
}

/** What every order has that ended without a payment. */
export function cancelledUnpaid(lines = 1): Books {
  return {
    status: 'cancelled', orders: 1, lines, checkouts: 1, charges: 0, refunds: 0, paidEvents: 0, cancelledEvents: 1, entitlements: 0, parcels: 0, facts: 0, mails: 0,
    pagesAtStripe: 1, chargesAtStripe: 0, refundsAtStripe: 0,
  };
}
