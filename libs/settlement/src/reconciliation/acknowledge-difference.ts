import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { postTransactions, type Account, type LedgerTransaction } from '@silkport/ledger';
import { Database, Idempotency, prepared, statement, type IdempotentRequest } from '@silkport/platform';
import { Clock, money } from '@silkport/values';
import { opposite } from '../books/gather-postings.js';
import { DifferenceClosed, DifferenceUnknown } from './reconciliation.errors.js';
import type { DifferenceKind, Matter } from './reconciliation.entity.js';

export interface Acknowledgement {
  readonly day: string;
  readonly differenceId: string;
  /** Why the books may close over it, in the admin's own words. */
  readonly reason: string;
  readonly personId: string;
}

interface Row {
  id: string; kind: DifferenceKind; matter: Matter; subject: string; reference: string | null; account: Account; currency: string; providerMinor: bigint | null; postedMinor: bigint | null; isClosed: boolean;
}

const lock = statement('settlement.lock_difference', `
  SELECT id, kind, matter, subject, reference, account, currency, provider_minor AS "providerMinor", posted_minor AS "postedMinor",
    resolved_at IS NOT NULL OR acknowledged_at IS NOT NULL AS "isClosed"
  FROM settlement.differences WHERE id = $1 AND day = $2 FOR UPDATE`);
const close = statement('settlement.acknowledge_difference', 'UPDATE settlement.differences SET acknowledged_at = $2, acknowledged_by = $3, reason = $4 WHERE id = $1');

/** A person takes the responsibility for a difference: it is posted to the account of differences, where it stays to be seen. */
@Injectable()
export class AcknowledgeDifference {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /** @throws DifferenceUnknown, DifferenceClosed, IdempotencyKeyReused, AnsweredBefore */
  async run({ day, differenceId, reason, personId }: Acknowledgement, claim: IdempotentRequest): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row] = await prepared<Row>(tx, lock, [differenceId, day]);
      if (!row) throw new DifferenceUnknown();
      if (await this.idempotency.claim(tx, claim, differenceId)) return;
      if (row.isClosed) throw new DifferenceClosed();
      const at = this.clock.now();
      const posted = await postTransactions(tx, [differencePostings(row, at)]);
      // Posted in the meantime after all: the next reconciliation will find it resolved.
      if (!posted.size) throw new DifferenceClosed();
      await prepared(tx, close, [differenceId, at, personId, reason]);
      const { kind, matter, subject, account, currency } = row;
      await recordAudit(tx, { personId, action: 'settlement.difference_acknowledged', happenedAt: at, details: { differenceId, day, kind, matter, subject, account, amountMinor: missing(row), currency, reason } });
    });
  }
}

/** A movement that was not posted takes its own key, so that it can never be posted besides. */
function differencePostings(row: Row, occurredAt: Date): LedgerTransaction {
  const { id, matter, subject, reference, account, currency, postedMinor } = row;
  const amount = money(missing(row), currency);
  return {
    key: matter === 'movement' && postedMinor === null ? subject : `difference:${id}`, kind: matter === 'movement' ? 'difference' : `difference_${matter}`,
    reference: reference ?? subject, occurredAt, postings: [{ account, amount }, { account: 'differences', amount: opposite(amount) }],
  };
}

function missing({ providerMinor, postedMinor }: Row): bigint {
  return (providerMinor ?? 0n) - (postedMinor ?? 0n);
}
