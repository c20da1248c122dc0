import { Inject, Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { PersonReads, signUpRepeated, type SignUpRepeated } from '@silkport/identity';
import { CONFIG, Handles, type Config, type EventContext, type Tx } from '@silkport/platform';
import { signUpRepeatedLetter } from './account-letters.js';
import { PostMessage } from './post-message.js';

@Injectable()
export class OnSignUpRepeated {
  constructor(
    private readonly people: PersonReads,
    private readonly phrases: Phrases,
    private readonly postMessage: PostMessage,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Handles(signUpRepeated, 'notifications/tell-of-existing-account')
  async tell(tx: Tx, { personId }: SignUpRepeated, { eventId }: EventContext): Promise<void> {
    const person = await this.people.personForMail(personId);
    if (!person) return;
    const letter = signUpRepeatedLetter(this.phrases, person.locale, `${this.config.publicUrl}/${person.locale}/sign-in`);
    await this.postMessage.run(tx, { eventId, kind: 'sign-up-repeated', recipient: person.email, letter });
  }
}
