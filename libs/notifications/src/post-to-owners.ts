import { Injectable } from '@nestjs/common';
import type { Invitation } from '@silkport/delivery';
import { PersonReads } from '@silkport/identity';
import type { Tx } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import type { Letter } from './letter.js';
import type { MessageKind } from './message.entity.js';
import { PostMessage } from './post-message.js';

export interface OwnersPost {
  readonly eventId: string;
  readonly kind: MessageKind;
  readonly merchantId: string;
  /** Each owner reads it in the language of their account. */
  letterIn(locale: Locale): Letter;
  /** Of a session that it tells of. */
  inviting?: (owner: { readonly email: string; readonly locale: Locale }) => Invitation;
}

/** Writes to the owners of a merchant's team, who have proven that they read the address. */
@Injectable()
export class PostToOwners {
  constructor(private readonly people: PersonReads, private readonly postMessage: PostMessage) {}

  async run(tx: Tx, { eventId, kind, merchantId, letterIn, inviting }: OwnersPost): Promise<void> {
    const owners = await this.people.ownersOf(merchantId);
    await this.postMessage.run(tx, ...owners.map(({ email, locale }) => ({ eventId, kind, merchantId, recipient: email, letter: letterIn(locale), ...(inviting ? { invitation: inviting({ email, locale }) } : {}) })));
  }
}
