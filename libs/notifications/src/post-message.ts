import { Injectable } from '@nestjs/common';
import type { Invitation } from '@silkport/delivery';
import { Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { letterHtml } from './letter-html.js';
import type { Letter } from './letter.js';
import { letterText } from './letter-text.js';
import type { MessageKind } from './message.entity.js';
import { sendMessagesJob, type MessagesToSend } from './message-job.js';

export interface Post {
  readonly eventId: string;
  readonly kind: MessageKind;
  /** Set where the owners of a merchant are told. */
  readonly merchantId?: string;
  /** An e-mail address. */
  readonly recipient: string;
  readonly letter: Letter;
  /** Of the session that it tells of. */
  readonly invitation?: Invitation;
  /** The order whose buyer's waiver it confirms. */
  readonly confirmsOrderId?: string | undefined;
}

const keep = statement('notifications.keep_messages', `
  INSERT INTO notifications.messages (id, event_id, kind, merchant_id, recipient, locale, subject, html, text, state, created_at, calendar, calendar_method)
  SELECT id, event_id, kind, merchant_id, recipient, locale, subject, html, text, 'waiting', $10::timestamptz, calendar, calendar_method
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $11::text[], $12::text[])
    AS w (id, event_id, kind, merchant_id, recipient, locale, subject, html, text, calendar, calendar_method)
  ON CONFLICT (event_id, kind, merchant_id, recipient) DO NOTHING RETURNING id`);

/** Keeps mails and asks for them to be sent, in the transaction of the events that they tell of; a second one of the same event, kind, merchant and recipient changes nothing. */
@Injectable()
export class PostMessage {
  constructor(private readonly outbox: Outbox, private readonly clock: Clock) {}

  async run(tx: Tx, ...posts: readonly Post[]): Promise<void> {
    if (!posts.length) return;
    const letters = posts.map(({ letter }) => letter);
    const ids = posts.map(() => newId());
    const kept = await prepared<{ id: string }>(tx, keep, [
      ids, posts.map(({ eventId }) => eventId), posts.map(({ kind }) => kind), posts.map(({ merchantId }) => merchantId ?? null), posts.map(({ recipient }) => recipient),
      letters.map(({ locale }) => locale), letters.map(({ subject }) => subject), letters.map(letterHtml), letters.map(letterText), this.clock.now(),
      posts.map(({ invitation }) => invitation?.content ?? null), posts.map(({ invitation }) => invitation?.method ?? null),
    ]);
    const [first] = kept;
    if (first) await this.outbox.enqueue(tx, sendMessagesJob, { messageIds: kept.map(({ id }) => id), ...confirmedOrders(posts, ids) }, `send-messages:${first.id}`);
  }
}

function confirmedOrders(posts: readonly Post[], ids: readonly string[]): Pick<MessagesToSend, 'confirmedOrders'> {
  const confirmed = posts.flatMap(({ confirmsOrderId }, index) => (confirmsOrderId ? [[ids[index] ?? '', confirmsOrderId] as const] : []));
  return confirmed.length ? { confirmedOrders: Object.fromEntries(confirmed) } : {};
}
