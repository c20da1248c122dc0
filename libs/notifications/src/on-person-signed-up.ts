import { Inject, Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { confirmationExpiry, emailConfirmationToken, PersonReads, personSignedUp, type PersonSignedUp } from '@silkport/identity';
import { CONFIG, Handles, Signatures, type Config, type EventContext, type Tx } from '@silkport/platform';
import { confirmationLetter } from './account-letters.js';
import { PostMessage } from './post-message.js';

/** Sends the link that confirms a new account's address; not to one that is confirmed, nor to a sign-up that a later one has replaced. */
@Injectable()
export class OnPersonSignedUp {
  constructor(
    private readonly people: PersonReads,
    private readonly signatures: Signatures,
    private readonly phrases: Phrases,
    private readonly postMessage: PostMessage,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Handles(personSignedUp, 'notifications/ask-for-confirmation')
  async askForConfirmation(tx: Tx, { personId }: PersonSignedUp, { eventId, publishedAt }: EventContext): Promise<void> {
    const person = await this.people.personForMail(personId);
    if (!person || person.emailConfirmed) return;
    const expiresAt = confirmationExpiry(publishedAt);
    const url = `${this.config.publicUrl}/${person.locale}/confirm-email?token=${emailConfirmationToken(this.signatures, person, expiresAt)}`;
    await this.postMessage.run(tx, { eventId, kind: 'email-confirmation', recipient: person.email, letter: confirmationLetter(this.phrases, person.locale, url, expiresAt) });
  }
}
