import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Clock, newId, type Locale } from '@silkport/values';
import { acceptedName } from './accepted-name.js';
import { acceptedEmail } from './normalise-email.js';

/** An account that the marketplace itself makes. */
export interface NewPerson {
  readonly email: string;
  /** From `hashPassword`; many may share one. */
  readonly passwordHash: string;
  readonly name?: string;
  readonly locale: Locale;
  readonly isAdmin?: boolean;
  readonly emailConfirmed: boolean;
}

/** Makes any number of accounts in two statements, without mail. */
@Injectable()
export class CreatePeople {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Whoever has an account already is left as they are. @returns each person's id, in the order given @throws EmailInvalid */
  async run(people: readonly NewPerson[]): Promise<string[]> {
    const emails = people.map(({ email }) => acceptedEmail(email));
    const rows = people.map((person, index) => ({ ...person, id: newId(), email: emails[index], name: acceptedName(person.name), isAdmin: person.isAdmin ?? false }));
    const found = await this.database.transaction(async (tx): Promise<{ id: string; email: string }[]> => {
      await tx.query(
        `INSERT INTO identity.people (id, email, password_hash, name, locale, is_admin, email_confirmed_at, created_at)
         SELECT id, email, "passwordHash", name, locale, "isAdmin", CASE WHEN "emailConfirmed" THEN $2::timestamptz END, $2
         FROM json_to_recordset($1) AS given (id uuid, email text, "passwordHash" text, name text, locale text, "isAdmin" boolean, "emailConfirmed" boolean)
         ORDER BY email ON CONFLICT (email) DO NOTHING`,
        [JSON.stringify(rows), this.clock.now()],
      );
      return tx.query('SELECT id, email FROM identity.people WHERE email = ANY ($1)', [emails]);
    });
    const ids = new Map(found.map(({ id, email }) => [email, id]));
    return emails.map((email) => ids.get(email) ?? missing(email));
  }
}

function missing(email: string): never {
  throw new Error(`An account vanished between two statements: ${email}`);
}
