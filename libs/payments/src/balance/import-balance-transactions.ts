import { Injectable } from '@nestjs/common';
import { Database, Every, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { Stripe } from 'stripe';
import { intentOf, movementOf, transferOf, type KnownSources } from './balance-movement.js';
import { KnownCharges } from '../checkouts/known-charges.js';
import { PaymentProviderAway } from '../payments.errors.js';
import { recordMovements } from './record-movements.js';
import { StripeBalance } from './stripe-balance.js';

const minute = 60_000;
/** Stripe may list a movement some seconds after the time that it bears; what comes later still, the nightly run finds. */
const overlapMilliseconds = 5 * minute;
const windowMilliseconds = 60 * minute;
const windowsAtOnce = 200;
const nightlyMilliseconds = 3 * 24 * 60 * minute;

const readCursor = statement(
  'payments.read_balance_cursor',
  `SELECT coalesce((SELECT imported_until FROM payments.imports WHERE name = 'balance_transactions'), (SELECT min(captured_at) - interval '1 hour' FROM payments.charges)) AS "from"`,
);
const moveCursor = statement(
  'payments.move_balance_cursor',
  `INSERT INTO payments.imports (name, imported_until) VALUES ('balance_transactions', $1)
   ON CONFLICT (name) DO UPDATE SET imported_until = greatest(payments.imports.imported_until, EXCLUDED.imported_until)`,
);
const seenBefore = statement('payments.seen_balance_transactions', 'SELECT id FROM payments.balance_transactions WHERE id = ANY($1::text[])');
const payoutsOf = statement('payments.payouts_of_transfers', 'SELECT payout_id, stripe_transfer_id FROM payments.transfers WHERE stripe_transfer_id = ANY($1::text[])');

/** Reads every movement of our balance at Stripe, once, and tells of it. */
@Injectable()
export class ImportBalanceTransactions {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly balance: StripeBalance,
    private readonly charges: KnownCharges,
    private readonly clock: Clock,
  ) {}

  /** Goes on from where the last run came to; after a long pause, an hour of Stripe's time after the other. A run that is killed is repeated, and finds what it stored. */
  @Every('* * * * *', 'payments/import-balance-transactions')
  async run(): Promise<void> {
    try {
      await this.goOn();
    } catch (error) {
      if (!(error instanceof PaymentProviderAway)) throw error;
    }
  }

  /** Looks again at the last three days, whatever was listed late. */
  @Every('20 3 * * *', 'payments/import-late-balance-transactions')
  async runAgain(): Promise<void> {
    await this.readWindow(new Date(this.clock.now().getTime() - nightlyMilliseconds), undefined);
  }

  private async goOn(): Promise<void> {
    const now = this.clock.now();
    const [cursor] = await this.database.read<{ from: Date | null }>(readCursor);
    let from = cursor?.from ?? new Date(now.getTime() - windowMilliseconds);
    for (let windows = 0; windows < windowsAtOnce; windows += 1) {
      const until = new Date(from.getTime() + windowMilliseconds);
      const isLast = until >= now;
      const newest = await this.readWindow(new Date(from.getTime() - overlapMilliseconds), isLast ? undefined : until);
      from = isLast ? (newest ?? from) : until;
      await this.database.read(moveCursor, [from]);
      if (isLast) return;
    }
  }

  /** @returns the time of the newest in it */
  private async readWindow(from: Date, until: Date | undefined): Promise<Date | undefined> {
    let newest: Date | undefined;
    for (let after: string | undefined, hasMore = true; hasMore;) {
      const { data, has_more } = await this.balance.page(from, until, after);
      newest ??= data[0] && new Date(data[0].created * 1000);
      await this.record(data);
      after = data.at(-1)?.id;
      hasMore = has_more && after !== undefined;
    }
    return newest;
  }

  private async record(listed: readonly Stripe.BalanceTransaction[]): Promise<void> {
    const known = new Set((await this.database.read<{ id: string }>(seenBefore, [listed.map(({ id }) => id)])).map(({ id }) => id));
    const fresh = listed.filter(({ id }) => !known.has(id));
    if (!fresh.length) return;
    const sources = await this.sourcesOf(fresh);
    const seen = fresh.map((transaction) => ({ transaction, movement: movementOf(transaction, sources) }));
    await this.database.transaction((tx) => recordMovements(tx, this.outbox, seen, this.clock.now()));
  }

  private async sourcesOf(fresh: readonly Stripe.BalanceTransaction[]): Promise<KnownSources> {
    const intents = [...new Set(fresh.map(intentOf).filter((id) => id !== undefined))];
    const transfers = [...new Set(fresh.map(transferOf).filter((id) => id !== undefined))];
    const charges = new Map(await this.charges.stored(intents));
    // Those of a payment that has not been told yet capture it first; the rest are other systems'.
    for (const intent of intents.filter((id) => !charges.has(id))) {
      const charge = await this.charges.ofIntent(intent);
      if (charge) charges.set(intent, charge);
    }
    const payouts = transfers.length ? await this.database.read<{ payout_id: string; stripe_transfer_id: string }>(payoutsOf, [transfers]) : [];
    return {
      references: new Map([...charges].map(([intent, { reference }]) => [intent, reference])),
      payouts: new Map(payouts.map(({ payout_id, stripe_transfer_id }) => [stripe_transfer_id, payout_id])),
    };
  }
}
