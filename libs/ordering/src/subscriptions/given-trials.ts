import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { TrialGiven } from '../ordering.errors.js';
import { trialMarks, type TrialBuyer, type TrialHolder } from './trial-holders.js';

/** Who was refused a second one is told again by what they were known then. */
const given = statement('ordering.given_trials', `
  SELECT coalesce(s.trial_given_to, t.holder) AS holder FROM ordering.trials t JOIN unnest($2::text[], $3::text[]) AS m (holder, mark) USING (holder, mark) JOIN ordering.subscriptions s ON s.id = t.subscription_id
  WHERE t.product_id = $1 ORDER BY t.holder LIMIT 1`);
const claimant = statement('ordering.trial_claimant', `
  SELECT s.person_id AS "personId", o.email, t.line->>'productId' AS "productId" FROM ordering.subscriptions s JOIN ordering.orders o ON o.id = s.order_id JOIN ordering.subscription_terms t ON t.id = s.terms_id WHERE s.id = $1`);
const claim = statement('ordering.claim_trial', `
  INSERT INTO ordering.trials (product_id, holder, mark, subscription_id, given_at) SELECT $1, holder, mark, $4, $5 FROM unnest($2::text[], $3::text[]) AS m (holder, mark) ORDER BY holder ON CONFLICT DO NOTHING`);
const others = statement('ordering.trials_of_others', `
  SELECT t.holder FROM ordering.trials t JOIN unnest($2::text[], $3::text[]) AS m (holder, mark) USING (holder, mark) WHERE t.product_id = $1 AND t.subscription_id <> $4 ORDER BY t.holder LIMIT 1`);
const noteRefusal = statement('ordering.note_refused_trial', 'UPDATE ordering.subscriptions SET trial_given_to = $2 WHERE id = $1');

/** The trials that were given already. */
@Injectable()
export class GivenTrials {
  constructor(private readonly database: Database) {}

  /** By what a buyer is known who has had a trial of the product; undefined of who has had none. */
  async holderOf(productId: string, buyer: TrialBuyer): Promise<TrialHolder | undefined> {
    const values = valuesOf(productId, buyer);
    return values && (await this.database.read<{ holder: TrialHolder }>(given, values))[0]?.holder;
  }
}

/** @throws TrialGiven where a trial was promised to somebody who has had one, as who has named an e-mail address only now */
export async function refuseGivenTrial(tx: Tx, productId: string, buyer: TrialBuyer): Promise<void> {
  const values = valuesOf(productId, buyer);
  if (values && (await prepared(tx, given, values)).length) throw new TrialGiven({}, 'email');
}

/**
 * Takes the trial that a locked subscription begins with for its account, card and e-mail address. Of several at once the first keeps it: each
 * other one waits for it here. @returns by what the buyer was known, where it was given before
 */
export async function claimTrial(tx: Tx, subscriptionId: string, card: string | null, at: Date): Promise<TrialHolder | undefined> {
  const [own] = await prepared<{ personId: string | null; email: string; productId: string }>(tx, claimant, [subscriptionId]);
  const values = own && valuesOf(own.productId, { ...own, card });
  if (!values) return undefined;
  await prepared(tx, claim, [...values, subscriptionId, at]);
  const [refused] = await prepared<{ holder: TrialHolder }>(tx, others, [...values, subscriptionId]);
  return refused?.holder;
}

export async function noteRefusedTrial(tx: Tx, subscriptionId: string, holder: TrialHolder): Promise<void> {
  await prepared(tx, noteRefusal, [subscriptionId, holder]);
}

function valuesOf(productId: string, buyer: TrialBuyer): [string, string[], string[]] | undefined {
  const marks = trialMarks(buyer);
  return marks.length ? [productId, marks.map(({ holder }) => holder), marks.map(({ mark }) => mark)] : undefined;
}
