import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { OrderReads, type OrderView } from '../order-reads.js';
import { revivedTerms, subscriptionColumns, termsColumns, type StoredSubscription, type StoredTerms } from './subscription-row.js';

/** A period that was paid, with all that its order is made of. */
export interface PaidPeriod {
  readonly isOrdered: boolean;
  readonly terms: StoredTerms;
  /** The first. */
  readonly order: OrderView;
  readonly region: string | null;
  /** Where the first was taxed. */
  readonly placeCountry: string;
}

/** A subscription as its buyer sees it. */
export interface SubscriptionView extends Omit<StoredSubscription, 'revision' | 'version' | 'termsId' | 'nextTermsId'> {
  readonly terms: StoredTerms;
  /** From the next period on, where they differ. */
  readonly nextTerms: StoredTerms | null;
  /** Something was asked of it that the payment provider has not answered yet. */
  readonly isChanging: boolean;
  /** What was asked of it last could not be done: the card was refused. */
  readonly wasRefused: boolean;
  readonly currency: string;
}

const periodOf = statement('ordering.paid_period', `
  SELECT ${termsColumns}, s.order_id AS "orderId", q.region, coalesce(q.place_country, o.country) AS "placeCountry", EXISTS (SELECT FROM ordering.orders m WHERE m.id = $1) AS "isOrdered"
  FROM ordering.subscriptions s JOIN ordering.orders o ON o.id = s.order_id LEFT JOIN ordering.quotes q ON q.id = o.quote_id
  JOIN ordering.subscription_terms t ON t.subscription_id = s.id WHERE s.id = $2 AND t.id = $3`);
const standing = (condition: string) => `
  SELECT ${subscriptionColumns}, o.currency,
    EXISTS (SELECT FROM ordering.subscription_changes c WHERE c.subscription_id = s.id AND c.state = 'asked') AS "isChanging",
    coalesce((SELECT c.state = 'refused' FROM ordering.subscription_changes c WHERE c.subscription_id = s.id ORDER BY c.asked_at DESC LIMIT 1), false) AS "wasRefused"
  FROM ordering.subscriptions s JOIN ordering.orders o ON o.id = s.order_id WHERE ${condition}`;
const byId = statement('ordering.subscription_by_id', standing('s.id = $1'));
const termsByIds = statement('ordering.terms_by_ids', `SELECT ${termsColumns} FROM ordering.subscription_terms t WHERE t.id = ANY ($1::uuid[])`);

@Injectable()
export class SubscriptionReads {
  constructor(private readonly database: Database, private readonly orders: OrderReads) {}

  async paidPeriod(orderId: string, subscriptionId: string, termsId: string): Promise<PaidPeriod> {
    const [row] = await this.database.read<StoredTerms & { orderId: string; region: string | null; placeCountry: string; isOrdered: boolean }>(periodOf, [orderId, subscriptionId, termsId]);
    const order = row && (await this.orders.byId(row.orderId));
    if (!order) throw new Error(`A period was paid of no subscription of ours: ${subscriptionId}, ${termsId}`);
    const { isOrdered, region, placeCountry } = row;
    return { isOrdered, terms: revivedTerms(row), order, region, placeCountry };
  }

  async byId(id: string): Promise<SubscriptionView | undefined> {
    const [row] = await this.database.read<StoredSubscription & { currency: string; isChanging: boolean; wasRefused: boolean }>(byId, [id]);
    if (!row) return undefined;
    const { termsId, nextTermsId, revision: _revision, version: _version, ...subscription } = row;
    const terms = new Map((await this.database.read<StoredTerms>(termsByIds, [[termsId, nextTermsId].filter((each) => each !== null)])).map((each) => [each.id, revivedTerms(each)]));
    const current = terms.get(termsId);
    if (!current) throw new Error(`The subscription ${id} has no terms`);
    return { ...subscription, terms: current, nextTerms: (nextTermsId && terms.get(nextTermsId)) || null };
  }
}
