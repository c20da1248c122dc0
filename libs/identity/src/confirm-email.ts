import { Injectable } from '@nestjs/common';
import { Database, Signatures, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { isConfirmationSigned, readConfirmationToken } from './email-confirmation-token.js';
import { ConfirmationLinkExpired, ConfirmationLinkInvalid } from './identity.errors.js';
import { Person } from './person.entity.js';
import { recordAudit } from './record-audit.js';

/** The link of the confirmation mail was opened: the person reads the mail of this address. */
@Injectable()
export class ConfirmEmail {
  constructor(private readonly database: Database, private readonly signatures: Signatures, private readonly clock: Clock) {}

  /** Opening the link twice confirms once. @throws ConfirmationLinkInvalid, ConfirmationLinkExpired */
  async run(token: string): Promise<{ personId: string; email: string }> {
    const claim = readConfirmationToken(token);
    if (!claim) throw new ConfirmationLinkInvalid();
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const person = await lockPerson(tx, claim.personId);
      if (!person || !isConfirmationSigned(this.signatures, claim, person.email)) throw new ConfirmationLinkInvalid();
      if (claim.expiresAt <= now) throw new ConfirmationLinkExpired();
      if (!person.emailConfirmedAt) {
        await tx.update(Person, { id: person.id }, { emailConfirmedAt: now });
        await recordAudit(tx, { personId: person.id, action: 'identity.email_confirmed', happenedAt: now });
      }
      return { personId: person.id, email: person.email };
    });
  }
}

function lockPerson(tx: Tx, id: string): Promise<Person | null> {
  return tx.findOne(Person, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
