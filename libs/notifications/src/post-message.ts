import { Injectable } from '@nestjs/common';
import { enqueueing, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { letterHtml } from './letter-html.js';
import type { Letter } from './letter.js';
import { letterText } from './letter-text.js';
import type { MessageKind } from './message.entity.js';
import { sendMessageJob } from './message-job.js';

export interface Post {
  readonly eventId: string;
  readonly kind: MessageKind;
  /** An e-mail address. */
  readonly recipient: string;
  readonly letter: Letter;
}

const post = statement('notifications.post_message', `
  WITH kept AS (
    INSERT INTO notifications.messages (id, event_id, kind, recipient, locale, subject, html, text, state, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9) ON CONFLICT (event_id, kind) DO NOTHING RETURNING id)
  ${enqueueing({ from: 'kept', type: '$10', payload: "json_build_object('messageId', id)", key: "'send-message:' || id" })}`);

/** Keeps a mail and asks for it to be sent, in the transaction of the event that it tells of; a second one of the same kind changes nothing. */
@Injectable()
export class PostMessage {
  constructor(private readonly clock: Clock) {}

  async run(tx: Tx, { eventId, kind, recipient, letter }: Post): Promise<void> {
    await prepared(tx, post, [newId(), eventId, kind, recipient, letter.locale, letter.subject, letterHtml(letter), letterText(letter), this.clock.now(), sendMessageJob.name]);
  }
}
