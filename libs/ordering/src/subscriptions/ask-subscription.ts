import { Injectable } from '@nestjs/common';
import { Database, Idempotency, job, Outbox, prepared, statement, toJson, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { SubscriptionChangeRefused, SubscriptionChanging, SubscriptionUnknown } from '../ordering.errors.js';
import { refuseUnaskable } from './change-rules.js';
import { lockSubscription } from './subscription-row.js';
import type { ChangeKind } from './subscription-states.js';
import type { WantedTerms } from './wanted-terms.js';

export const makeSubscriptionChange = job<{ changeId: string }>('ordering/make-subscription-change');

export type SubscriptionWish =
  | { readonly kind: 'resume' | 'cancel' | 'keep' | 'retry' }
  | { readonly kind: 'pause'; readonly resumesAt: Date | null }
  | { readonly kind: 'terms'; readonly terms: WantedTerms; readonly proratedAt: Date | null };

/** What the job needs to know of it, as it is kept. */
export interface KeptWish { readonly termsId?: string; readonly holdsAtOnce?: boolean; readonly proratedAt?: string | null; readonly trialEndsAt?: string | null; readonly resumesAt?: string | null }

/** A price that was shown is charged for so long. */
const shownForMilliseconds = 30 * 60_000;
const longestPauseMilliseconds = 366 * 86_400_000;

const keepTerms = statement('ordering.keep_subscription_terms', `
  INSERT INTO ordering.subscription_terms (id, subscription_id, variant_id, seats, seats_before, role, line, agreed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`);
const ask = statement('ordering.ask_subscription', `
  INSERT INTO ordering.subscription_changes (id, subscription_id, kind, wanted, state, actor, asked_at) VALUES ($1, $2, $3, $4, 'asked', $5, $6) ON CONFLICT DO NOTHING RETURNING id`);

/** Writes down what a buyer asks of a subscription; a job asks the payment provider for it, and what comes of it is heard from there. */
@Injectable()
export class AskSubscription {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /**
   * @param wishOf asked only of what is new: a change that was made already may not be priced any more @param actor `buyer` or a person's id
   * @returns the change's id: a repeated request's first one @throws SubscriptionUnknown, SubscriptionChangeRefused, SubscriptionChanging, and what `wishOf` throws
   */
  async run(subscriptionId: string, wishOf: () => Promise<SubscriptionWish>, actor: string, request: IdempotentRequest): Promise<string> {
    const before = await this.idempotency.earlier(request);
    if (before) return before;
    const wish = await wishOf();
    const changeId = newId();
    return this.database.transaction(async (tx) => {
      const earlier = await this.idempotency.claim(tx, request, changeId);
      if (earlier) return earlier;
      const at = this.clock.now();
      const subscription = await lockSubscription(tx, subscriptionId);
      if (!subscription) throw new SubscriptionUnknown();
      const kind = wish.kind === 'terms' ? wish.terms.role : wish.kind;
      refuseUnaskable(kind, subscription);
      // What was shown cost nothing before the trial ends, or was to be charged: neither may become the other.
      if (wish.kind === 'terms' && (wish.terms.trialEndsAt !== null) !== (subscription.state === 'trialing')) throw new SubscriptionChangeRefused({}, 'kind');
      await this.keep(tx, { changeId, subscriptionId, kind, wanted: await kept(tx, subscriptionId, wish, at), actor, at });
      return changeId;
    });
  }

  private async keep(tx: Tx, change: { changeId: string; subscriptionId: string; kind: ChangeKind; wanted: KeptWish; actor: string; at: Date }): Promise<void> {
    const { changeId, subscriptionId, kind, wanted, actor, at } = change;
    const [isFirst] = await prepared(tx, ask, [changeId, subscriptionId, kind, JSON.stringify(wanted), actor, at]);
    if (!isFirst) throw new SubscriptionChanging();
    await this.outbox.enqueue(tx, makeSubscriptionChange, { changeId }, `subscription-change:${changeId}`);
  }
}

async function kept(tx: Tx, subscriptionId: string, wish: SubscriptionWish, at: Date): Promise<KeptWish> {
  if (wish.kind === 'pause') {
    const ahead = wish.resumesAt ? wish.resumesAt.getTime() - at.getTime() : 1;
    if (ahead <= 0 || ahead > longestPauseMilliseconds) throw new SubscriptionChangeRefused({}, 'resumesAt');
    return { resumesAt: wish.resumesAt?.toISOString() ?? null };
  }
  if (wish.kind !== 'terms') return {};
  const { terms, proratedAt } = wish;
  // Nothing is charged whose price was not shown, nor where another was: what was agreed to is not what would be.
  const isCharged = terms.holdsAtOnce && terms.trialEndsAt === null;
  if (isCharged !== (proratedAt !== null)) throw new SubscriptionChangeRefused({}, 'proratedAt');
  const age = proratedAt ? at.getTime() - proratedAt.getTime() : 0;
  if (age < -60_000 || age > shownForMilliseconds) throw new SubscriptionChangeRefused({}, 'proratedAt');
  const { holdsAtOnce } = terms;
  const trialEndsAt = terms.trialEndsAt?.toISOString() ?? null;
  if (terms.keptTermsId) return { termsId: terms.keptTermsId, holdsAtOnce, trialEndsAt };
  const termsId = newId();
  await prepared(tx, keepTerms, [termsId, subscriptionId, terms.variantId, terms.seats, terms.seatsBefore, terms.role, toJson(terms.line), at]);
  return { termsId, holdsAtOnce, trialEndsAt, proratedAt: proratedAt?.toISOString() ?? null };
}
