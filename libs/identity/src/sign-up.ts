import { Injectable } from '@nestjs/common';
import { Database, Idempotency, Outbox, type IdempotentRequest, type Tx } from '@silkport/platform';
import { Clock, newId, type Locale } from '@silkport/values';
import { acceptedName } from './accepted-name.js';
import { personSignedUp, signUpRepeated } from './identity.events.js';
import { acceptedEmail } from './normalise-email.js';
import { hashPassword } from './passwords.js';
import type { Person } from './person.entity.js';

export interface SignUpInput { readonly email: string; readonly password: string; readonly name?: string; readonly locale: Locale }

type NewAccount = Pick<Person, 'id' | 'email' | 'passwordHash' | 'name' | 'locale' | 'createdAt'>;

/** Opens an account whose e-mail is still to be confirmed. */
@Injectable()
export class SignUp {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * The answer and the time it takes are the same whether or not the e-mail has an account already; the mail tells its owner.
   * @returns the account's id; where the e-mail had an account, an id that belongs to nobody, since the real one (UUIDv7) would
   * tell its age. So nothing may be hung on it before a sign-in.
   * @throws EmailInvalid, PasswordLengthRefused, IdempotencyKeyReused
   */
  async run({ email, password, name, locale }: SignUpInput, idempotent?: IdempotentRequest): Promise<{ personId: string }> {
    const account: NewAccount = {
      id: newId(), email: acceptedEmail(email), passwordHash: await hashPassword(password), name: acceptedName(name), locale, createdAt: this.clock.now(),
    };
    return this.database.transaction(async (tx) => {
      const earlier = idempotent && await this.idempotency.claim(tx, idempotent, account.id);
      if (earlier) return { personId: earlier };
      await dropUnproven(tx, account.email);
      if (await insertUnlessKnown(tx, account)) await this.outbox.publish(tx, personSignedUp, { personId: account.id });
      else await this.outbox.publish(tx, signUpRepeated, { personId: await idOf(tx, account.email) });
      return { personId: account.id };
    });
  }
}

/**
 * An account that nobody has proven to own gives way to the next sign-up, and links mailed for it lead nowhere. Otherwise a
 * stranger could sign up with a buyer's e-mail, wait until the buyer confirms it, and read the buyer's library with their own password.
 */
async function dropUnproven(tx: Tx, email: string): Promise<void> {
  await tx.query(
    `DELETE FROM identity.people p WHERE p.email = $1 AND p.email_confirmed_at IS NULL AND NOT p.is_admin
       AND NOT EXISTS (SELECT FROM identity.team_members t WHERE t.person_id = p.id)`,
    [email],
  );
}

/** Two at once: the second waits for the first, and finds it known. */
async function insertUnlessKnown(tx: Tx, { id, email, passwordHash, name, locale, createdAt }: NewAccount): Promise<boolean> {
  const inserted: unknown[] = await tx.query(
    `INSERT INTO identity.people (id, email, password_hash, name, locale, is_admin, created_at) VALUES ($1, $2, $3, $4, $5, false, $6)
     ON CONFLICT (email) DO NOTHING RETURNING id`,
    [id, email, passwordHash, name, locale, createdAt],
  );
  return inserted.length > 0;
}

async function idOf(tx: Tx, email: string): Promise<string> {
  const [known]: { id: string }[] = await tx.query('SELECT id FROM identity.people WHERE email = $1', [email]);
  if (!known) throw new Error('An account vanished between two statements');
  return known.id;
}
