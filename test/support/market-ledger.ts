import { demoAdminEmail } from '@silkport/demo';
import { findCurrency } from '@silkport/markets';
import { minorOfDecimal } from '@silkport/values';
import type { Market } from './market.js';

export interface Wire { readonly amount: string; readonly currency: string }
export interface LedgerEntry { readonly key: string; readonly kind: string; readonly postings: readonly { readonly account: string; readonly amount: Wire }[] }
interface TrialBalance { readonly isEven: boolean; readonly currencies: readonly Wire[]; readonly items: readonly { readonly kind: string; readonly balance: Wire }[] }

/** Minor units of an amount as the API writes it. */
export function minorOf({ amount, currency }: Wire): bigint {
  const minor = minorOfDecimal(amount, findCurrency(currency)?.minorUnits ?? 2);
  if (minor === undefined) throw new Error(`${amount} ${currency} is no amount`);
  return minor;
}

export const sumMinor = (amounts: readonly Wire[]): bigint => amounts.reduce((sum, amount) => sum + minorOf(amount), 0n);

/** Sums by account and currency, without those that are zero; nothing is left of what was given back whole. */
export function balancesOf(entries: readonly LedgerEntry[]): Record<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { account, amount } of entries.flatMap(({ postings }) => postings)) sums.set(`${account} ${amount.currency}`, (sums.get(`${account} ${amount.currency}`) ?? 0n) + minorOf(amount));
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** Whether it is our own word, and not the provider's list. */
export const isOurs = ({ kind }: Pick<LedgerEntry, 'kind'>): boolean => !kind.startsWith('movement_');

/** The books of a marketplace as its admin reads them over HTTP, and its clockwork, which a story does not wait for. */
export class MarketLedger {
  private constructor(private readonly market: Market, readonly admin: { readonly authorization: string }) {}

  static async open(market: Market): Promise<MarketLedger> {
    return new MarketLedger(market, await market.signIn(demoAdminEmail));
  }

  async get<T>(address: string, headers: Readonly<Record<string, string>> = this.admin): Promise<T> {
    return (await this.market.get(address, headers).expect(200)).body as T;
  }

  /** @returns what lies where, by kind of account and currency, after making sure that each currency sums to zero */
  async trialBalance(): Promise<Record<string, bigint>> {
    const { isEven, currencies, items } = await this.get<TrialBalance>('/v1/admin/ledger/trial-balance');
    expect({ isEven, uneven: currencies.filter((amount) => minorOf(amount) !== 0n) }).toEqual({ isEven: true, uneven: [] });
    return Object.fromEntries(items.filter(({ balance }) => minorOf(balance) !== 0n).map(({ kind, balance }) => [`${kind} ${balance.currency}`, minorOf(balance)]));
  }

  /** The same without the accounts that the provider's list moves, which is read by the minute. */
  async ownBalance(): Promise<Record<string, bigint>> {
    return Object.fromEntries(Object.entries(await this.trialBalance()).filter(([account]) => !/^(stripe_balance|stripe_fees|provider_clearing) /.test(account)));
  }

  /** All that is posted of an order, here and by the provider's list. */
  async entriesOf({ number }: { readonly number: string }): Promise<LedgerEntry[]> {
    return (await this.get<{ items: LedgerEntry[] }>(`/v1/admin/orders/${number}/ledger`)).items;
  }

  /** By what is said of the order here; the provider's list, which is read by the minute, is left out. */
  async balancesOf(order: { readonly number: string }): Promise<Record<string, bigint>> {
    return balancesOf((await this.entriesOf(order)).filter(isOurs));
  }

  /**
   * Waits until nothing is under way any more: notices that the provider has not held back, events, jobs that are due. What failed and
   * waits for its next try is tried at once, as when its pause were over.
   */
  async rest(): Promise<void> {
    let calm = 0;
    await this.market.until(async () => {
      const busy = (await this.pendingNotices()) || (await this.pendingWork());
      calm = busy ? 0 : calm + 1;
      return calm > 2;
    }, 20_000);
  }

  /** Does now what is done by the minute, hour or day. @param name of the schedule */
  async everySoOften(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      await this.market.query('SELECT graphile_worker.add_job($1)', [name]);
      await this.rest();
    }
  }

  private async pendingNotices(): Promise<boolean> {
    const { body } = await this.market.provide('/webhooks/drain', { timeout_ms: 1 });
    return !this.holdsNotices && (body as { pending: number }).pending > 0;
  }

  /** Whether the story has told the provider to keep its notices back. */
  holdsNotices = false;

  private async pendingWork(): Promise<boolean> {
    const late = await this.market.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0 AND attempts < max_attempts AND run_at > now() AND locked_at IS NULL RETURNING id`);
    if (late.flat().length) await this.market.query(`SELECT pg_notify('jobs:insert', '{"r":"1","count":1}')`);
    const waiting = await this.market.query(`SELECT FROM platform.waiting_events UNION ALL SELECT FROM graphile_worker.jobs WHERE attempts < max_attempts AND run_at <= now()`);
    return waiting.length > 0;
  }
}
