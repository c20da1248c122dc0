import { Inject, Injectable } from '@nestjs/common';
import { orderConfirmationSent } from '@silkport/ordering';
import { CONFIG, Database, Outbox, prepared, Runs, statement, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { Mailer, type OutgoingMail } from './mailer.js';
import { sendMessagesJob, type MessagesToSend } from './message-job.js';

const atOnce = 4;

const waiting = statement('notifications.waiting_messages',
  `SELECT id, recipient, subject, html, text, created_at AS "writtenAt", CASE WHEN calendar IS NOT NULL THEN json_build_object('method', calendar_method, 'content', calendar) END AS invitation FROM notifications.messages WHERE id = ANY ($1::uuid[]) AND state = 'waiting' ORDER BY id`);
const markSent = statement('notifications.mark_sent', `
  UPDATE notifications.messages m SET state = 'sent', sent_at = $3, message_id = w.message_id FROM unnest($1::uuid[], $2::text[]) AS w (id, message_id)
  WHERE m.id = ANY ($1::uuid[]) AND m.id = w.id AND m.state = 'waiting' RETURNING m.id`);

/**
 * Sends mails that wait. Should the process end between sending and the mark, they go out again with the same Message-ID, by which mail
 * readers tell that they are the same. One that cannot be sent keeps none of the others back: the job is tried again for it alone.
 */
@Injectable()
export class SendMessages {
  private readonly host: string;

  constructor(private readonly database: Database, private readonly mailer: Mailer, private readonly clock: Clock, private readonly outbox: Outbox, @Inject(CONFIG) config: Pick<Config, 'publicUrl'>) {
    this.host = new URL(config.publicUrl).hostname;
  }

  /** @throws whatever the first of those that could not be sent was refused for */
  @Runs(sendMessagesJob)
  async run({ messageIds, confirmedOrders = {} }: MessagesToSend): Promise<void> {
    const messages = await this.database.read<Omit<OutgoingMail, 'messageId'>>(waiting, [messageIds]);
    const mails = messages.map((message) => ({ ...message, messageId: `<${message.id}@${this.host}>` }));
    const sent: OutgoingMail[] = [];
    const failures: unknown[] = [];
    for (let from = 0; from < mails.length; from += atOnce) {
      const sending = mails.slice(from, from + atOnce).map((mail) => this.mailer.send(mail).then(() => sent.push(mail), (error: unknown) => failures.push(error)));
      await Promise.all(sending);
    }
    if (sent.length) await this.mark(sent, confirmedOrders);
    if (failures.length) throw failures[0];
  }

  /** With the mark, once, ordering is told of the confirmations that have gone out. */
  private async mark(sent: readonly OutgoingMail[], confirmedOrders: Readonly<Record<string, string>>): Promise<void> {
    const sentAt = this.clock.now();
    const values = [sent.map(({ id }) => id), sent.map(({ messageId }) => messageId), sentAt];
    if (!sent.some(({ id }) => confirmedOrders[id])) return void (await this.database.read(markSent, values));
    await this.database.transaction(async (tx) => {
      for (const { id } of await prepared<{ id: string }>(tx, markSent, values)) {
        const orderId = confirmedOrders[id];
        if (orderId) await this.outbox.publish(tx, orderConfirmationSent, { orderId, sentAt: sentAt.toISOString() });
      }
    });
  }
}
