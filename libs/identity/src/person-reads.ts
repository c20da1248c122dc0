import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { Locale } from '@silkport/values';

export interface PersonForMail {
  readonly personId: string;
  readonly email: string;
  readonly name?: string;
  readonly locale: Locale;
  readonly emailConfirmed: boolean;
}

const forMail = statement('identity.person_for_mail',
  'SELECT id AS "personId", email, name, locale, email_confirmed_at IS NOT NULL AS "emailConfirmed" FROM identity.people WHERE id = $1');
const confirmedEmail = statement('identity.confirmed_email', 'SELECT email FROM identity.people WHERE id = $1 AND email_confirmed_at IS NOT NULL');
const owners = statement('identity.owners_of_merchant', `
  SELECT p.id AS "personId", p.email, p.locale FROM identity.team_members m JOIN identity.people p ON p.id = m.person_id
  WHERE m.merchant_id = $1 AND m.role = 'owner' AND p.email_confirmed_at IS NOT NULL ORDER BY p.id`);

@Injectable()
export class PersonReads {
  constructor(private readonly database: Database) {}

  /** Undefined for an unconfirmed sign-up that a later one with the same e-mail has replaced: then there is nothing to send. */
  async personForMail(personId: string): Promise<PersonForMail | undefined> {
    const [row] = await this.database.read<Omit<PersonForMail, 'name'> & { name: string | null }>(forMail, [personId]);
    return row && { ...row, name: row.name ?? undefined };
  }

  /** Those of a merchant's team who may be told of its money: its owners who have proven to read their address. */
  async ownersOf(merchantId: string): Promise<Pick<PersonForMail, 'personId' | 'email' | 'locale'>[]> {
    return this.database.read<Pick<PersonForMail, 'personId' | 'email' | 'locale'>>(owners, [merchantId]);
  }

  /** The e-mail that the person has proven to read; orders placed with it are theirs. */
  async confirmedEmailOf(personId: string): Promise<string | undefined> {
    const [row] = await this.database.read<{ email: string }>(confirmedEmail, [personId]);
    return row?.email;
  }
}
