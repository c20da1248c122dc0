import { Injectable } from '@nestjs/common';
import { Outbox, prepared, statement, type Tx } from '@silkport/platform';
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

const keep = statement('notifications.keep_message', `
  INSERT INTO notifications.messages (id, event_id, kind, recipient, locale, subject, html, text, state, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9) ON CONFLICT (event_id, kind) DO NOTHING RETURNING id`);

/** Keeps a mail and asks for it to be sent, in the transaction of the event that it tells of; a second one of the same kind changes nothing. */
@Injectable()
export class PostMessage {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  async run(tx: Tx, { eventId, kind, recipient, letter }: Post): Promise<void> {
    const id = newId();
    const [kept] = await prepared(tx, keep, [id, eventId, kind, recipient, letter.locale, letter.subject, letterHtml(letter), letterText(letter), this.clock.now()]);
    if (kept) await this.outbox.enqueue(tx, sendMessageJob, { messageId: id }, `send-message:${id}`);
  }
}
