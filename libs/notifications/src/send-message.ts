import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Database, Runs, statement, type Config } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { Mailer, type OutgoingMail } from './mailer.js';
import { sendMessageJob } from './message-job.js';

const waiting = statement('notifications.waiting_message',
  `SELECT id, recipient, subject, html, text, created_at AS "writtenAt" FROM notifications.messages WHERE id = $1 AND state = 'waiting'`);
const markSent = statement('notifications.mark_sent',
  `UPDATE notifications.messages SET state = 'sent', sent_at = $2, message_id = $3 WHERE id = $1 AND state = 'waiting'`);

/**
 * Sends a mail that waits. Should the process end between sending and the mark, the mail goes out again with the same
 * Message-ID, by which mail readers tell that it is the same one.
 */
@Injectable()
export class SendMessage {
  private readonly host: string;

  constructor(private readonly database: Database, private readonly mailer: Mailer, private readonly clock: Clock, @Inject(CONFIG) config: Pick<Config, 'publicUrl'>) {
    this.host = new URL(config.publicUrl).hostname;
  }

  @Runs(sendMessageJob)
  async run({ messageId }: { messageId: string }): Promise<void> {
    const [message] = await this.database.read<Omit<OutgoingMail, 'messageId'>>(waiting, [messageId]);
    if (!message) return;
    const mail = { ...message, messageId: `<${message.id}@${this.host}>` };
    await this.mailer.send(mail);
    await this.database.read(markSent, [mail.id, this.clock.now(), mail.messageId]);
  }
}
