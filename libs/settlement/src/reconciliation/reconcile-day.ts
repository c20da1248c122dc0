import { Injectable } from '@nestjs/common';
import { LedgerReads, type PostedTransaction } from '@silkport/ledger';
import { BalanceTransactionReads, type BalanceMovement } from '@silkport/payments';
import { Database, prepared, statement, toJson } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { payeesOf } from '../books/payees.js';
import { movementPostings } from '../books/movement-postings.js';
import { dayAfter, startOfDay } from './calendar-day.js';
import { balanceMoved, matterDifference, matterRoles, movementDifference, type FoundDifference } from './found-difference.js';
import type { DayTotal } from './reconciliation.entity.js';

const keep = statement('settlement.keep_reconciliation', `
  INSERT INTO settlement.reconciliations (day, movement_count, totals, made_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (day) DO UPDATE SET movement_count = $2, totals = $3, made_at = $4`);
const list = statement('settlement.list_differences', `
  WITH found AS (
    SELECT * FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::bigint[])
      AS f (id, kind, matter, subject, reference, account, currency, provider_minor, posted_minor)),
    gone AS (
      UPDATE settlement.differences d SET resolved_at = $2 WHERE day = $1 AND resolved_at IS NULL AND acknowledged_at IS NULL
        AND NOT EXISTS (SELECT FROM found f WHERE (f.kind, f.matter, f.subject, f.account, f.currency) = (d.kind, d.matter, d.subject, d.account, d.currency)))
  INSERT INTO settlement.differences AS d (id, day, kind, matter, subject, reference, account, currency, provider_minor, posted_minor, found_at)
  SELECT id, $1::date, kind, matter, subject, reference, account, currency, provider_minor, posted_minor, $2::timestamptz FROM found ORDER BY kind, matter, subject
  ON CONFLICT ON CONSTRAINT differences_subject_key DO UPDATE
    SET resolved_at = NULL, provider_minor = EXCLUDED.provider_minor, posted_minor = EXCLUDED.posted_minor WHERE d.acknowledged_at IS NULL`);
const stripeTransfers = statement('settlement.stripe_transfers', `SELECT id FROM settlement.payouts WHERE id::text = ANY($1::text[]) AND method = 'stripe'`);

/** Days that the provider may take before what we know of must be on its list. */
const patienceDays = 2;

/**
 * One day of the provider's list against the books: each movement with its posting, and each matter of ours of two days before with what
 * the provider has said of it since. It can be made again at any time; what was missing and has come is marked resolved, nothing is deleted.
 */
@Injectable()
export class ReconcileDay {
  constructor(private readonly database: Database, private readonly ledger: LedgerReads, private readonly movements: BalanceTransactionReads, private readonly clock: Clock) {}

  /** @param day a calendar date in UTC, `2026-11-23` */
  async run(day: string): Promise<void> {
    const movements = await this.movements.ofDay(day);
    const posted = await this.ledger.byKey(movements.map(({ id }) => id));
    const payees = await payeesOf(this.database, movements);
    const ofMovements = movements.flatMap((movement) =>
      movementDifference(movement, posted.get(movement.id), movementPostings(movement, payees.get(movement.reference ?? '')) !== undefined) ?? []);
    const found = [...ofMovements, ...await this.openMatters(day)];
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      await prepared(tx, keep, [day, movements.length, toJson(totalsOf(movements, posted)), now]);
      await prepared(tx, list, [day, now, ...columns(found)]);
    });
  }

  /** Pay-outs by bank file are none of the provider's. */
  private async openMatters(day: string): Promise<FoundDifference[]> {
    const matters = await this.ledger.openMatters(matterRoles, startOfDay(dayAfter(day, -patienceDays)), startOfDay(dayAfter(day, 1 - patienceDays)));
    const transfers = matters.filter(({ matter }) => matter === 'transfer').map(({ reference }) => reference);
    const sent = new Set((transfers.length ? await this.database.read<{ id: string }>(stripeTransfers, [transfers]) : []).map(({ id }) => id));
    return matters.filter(({ matter, reference }) => matter !== 'transfer' || sent.has(reference)).map(matterDifference);
  }
}

function totalsOf(movements: readonly BalanceMovement[], posted: ReadonlyMap<string, PostedTransaction>): DayTotal[] {
  const currencies = [...new Set(movements.map(({ amount }) => amount.currency))].toSorted();
  return currencies.map((currency) => {
    const mine = movements.filter(({ amount }) => amount.currency === currency);
    const provider = mine.reduce((sum, { amount, fee }) => sum + amount.amountMinor - fee.amountMinor, 0n);
    const ours = mine.reduce((sum, { id }) => { const one = posted.get(id); return one ? sum + balanceMoved(one, currency) : sum; }, 0n);
    return { currency, providerMinor: provider.toString(), postedMinor: ours.toString() };
  });
}

function columns(found: readonly FoundDifference[]): unknown[] {
  return [
    found.map(() => newId()), found.map(({ kind }) => kind), found.map(({ matter }) => matter), found.map(({ subject }) => subject), found.map(({ reference }) => reference),
    found.map(({ account }) => account), found.map(({ currency }) => currency), found.map(({ providerMinor }) => providerMinor?.toString() ?? null),
    found.map(({ postedMinor }) => postedMinor?.toString() ?? null),
  ];
}
