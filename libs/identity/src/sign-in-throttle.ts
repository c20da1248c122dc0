import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { TooManyTries } from './identity.errors.js';
import { maxEmailLength } from './normalise-email.js';

export const throttleWindowMs = 15 * 60_000;

/** More than this many failures in a window are refused. An address may be a whole office, so it is given more. */
const limits = { email: 10, address: 50 } as const;

/** Who tries to sign in: the normalised e-mail, and the client's address where it is known. */
export interface Try { readonly email: string; readonly address?: string }

// One statement counts and tells, so that guesses sent all at once are counted one by one. Rows are locked in one order.
const count = statement('identity.count_try', `
  INSERT INTO identity.sign_in_failures AS known (subject, failures, counted_from)
  SELECT subject, 1, $2 FROM unnest($1::text[]) AS subject ORDER BY subject
  ON CONFLICT (subject) DO UPDATE SET
    failures = CASE WHEN known.counted_from > $3 THEN known.failures + 1 ELSE 1 END,
    counted_from = CASE WHEN known.counted_from > $3 THEN known.counted_from ELSE excluded.counted_from END
  RETURNING subject, failures, counted_from AS "countedFrom"`);

/** Slows down guessing. A try counts as a failure from its start, and is forgiven when it turns out right. */
@Injectable()
export class SignInThrottle {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws TooManyTries with the minutes to wait, whether or not the password would be right */
  async countTry(given: Try): Promise<void> {
    const now = this.clock.now();
    const rows = await this.database.read<{ subject: string; failures: number; countedFrom: Date }>(
      count, [[emailSubject(given), addressSubject(given)].filter((subject) => subject !== undefined), now, new Date(now.getTime() - throttleWindowMs)],
    );
    const over = rows.filter(({ subject, failures }) => failures > (subject.startsWith('email:') ? limits.email : limits.address));
    if (!over.length) return;
    const endsAt = Math.max(...over.map(({ countedFrom }) => countedFrom.getTime() + throttleWindowMs));
    throw new TooManyTries({ count: Math.max(1, Math.ceil((endsAt - now.getTime()) / 60_000)) });
  }

  /** Clears the e-mail's count. Of the address only this try is taken back: a guesser's own account must not wash off their guesses. */
  async forgive(tx: Tx, given: Try): Promise<void> {
    const address = addressSubject(given);
    if (address) await tx.query('UPDATE identity.sign_in_failures SET failures = failures - 1 WHERE subject = $1 AND failures > 0', [address]);
    await tx.query('DELETE FROM identity.sign_in_failures WHERE subject = $1', [emailSubject(given)]);
  }
}

/** Cut to what a row of an index can hold: nobody's real address is longer. */
function emailSubject({ email }: Try): string {
  return `email:${email.slice(0, maxEmailLength)}`;
}

function addressSubject({ address }: Try): string | undefined {
  return address && `address:${address.slice(0, 64)}`;
}
