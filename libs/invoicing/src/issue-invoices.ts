import { Injectable } from '@nestjs/common';
import { Database, Every, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { ComposeDrafts, type NotedSource } from './compose-drafts.js';
import type { Draft } from './issuing/draft.js';
import { numberDrafts } from './number-drafts.js';

const batch = 100;

const due = statement('invoicing.due_sources', `SELECT key, kind, payload FROM invoicing.pending_sources WHERE due_at <= $1 ORDER BY due_at, key LIMIT ${batch}`);
const claim = statement('invoicing.claim_sources', `
  DELETE FROM invoicing.pending_sources WHERE key = ANY (ARRAY(SELECT key FROM invoicing.pending_sources WHERE key = ANY ($1::text[]) ORDER BY key FOR UPDATE)) RETURNING key`);
const issuedBefore = statement('invoicing.issued_before', 'SELECT source_key AS key FROM invoicing.invoices WHERE source_key = ANY ($1::text[])');
/** The longer it fails, the longer it waits: a minute, two, four, up to a day. */
const putOff = statement('invoicing.put_off_source', `
  UPDATE invoicing.pending_sources SET tries = tries + 1, fault = $2, due_at = $3::timestamptz + least(interval '1 day', interval '1 minute' * power(2, least(tries, 12))) WHERE key = $1`);

/** Issues the documents that are owed, many in one transaction. */
@Injectable()
export class IssueInvoices {
  constructor(private readonly database: Database, private readonly drafts: ComposeDrafts, private readonly clock: Clock) {}

  /** Until nothing is due. @returns how many documents were issued */
  @Every('* * * * *', 'invoicing/issue-invoices')
  async everyMinute(): Promise<void> {
    await this.run();
  }

  async run(): Promise<number> {
    let issued = 0;
    for (;;) {
      const now = this.clock.now();
      const sources = await this.database.read<NotedSource>(due, [now]);
      if (!sources.length) return issued;
      // A refund of what was paid a moment ago corrects an invoice of the same round.
      const [refunds, rest] = [sources.filter(({ kind }) => kind === 'refund'), sources.filter(({ kind }) => kind !== 'refund')];
      issued += await this.issue(rest, now) + await this.issue(refunds, now);
    }
  }

  /** Where one of many cannot be issued, each is tried alone, and the one that cannot is put off. */
  private async issue(sources: readonly NotedSource[], now: Date): Promise<number> {
    const [only, ...others] = sources;
    if (!only) return 0;
    try {
      return await this.issueTogether(sources, now);
    } catch (error) {
      if (!others.length) {
        await this.database.read(putOff, [only.key, String(error), now]);
        return 0;
      }
      let issued = 0;
      for (const source of sources) issued += await this.issue([source], now);
      return issued;
    }
  }

  private async issueTogether(sources: readonly NotedSource[], now: Date): Promise<number> {
    const composed: { key: string; drafts: Draft[] }[] = [];
    for (const source of sources) composed.push({ key: source.key, drafts: await this.drafts.of(source, now.toISOString().slice(0, 10)) });
    const keys = composed.map(({ key }) => key);
    return this.database.transaction(async (tx) => {
      const claimed = new Set((await prepared<{ key: string }>(tx, claim, [keys])).map(({ key }) => key));
      for (const { key } of await prepared<{ key: string }>(tx, issuedBefore, [keys])) claimed.delete(key);
      return numberDrafts(tx, composed.flatMap(({ key, drafts }) => (claimed.has(key) ? drafts : [])));
    });
  }
}
