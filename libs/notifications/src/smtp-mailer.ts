import { createTransport, type Transporter } from 'nodemailer';
import { Mailer, mailOptions, type OutgoingMail } from './mailer.js';

const timeoutMilliseconds = 10_000;

/** Hands mails to an SMTP server; one that is slow or away fails the job, which is tried again later. */
export class SmtpMailer extends Mailer {
  private readonly transport: Transporter;

  /** @param smtpUrl `smtp://user:password@host:587` or `smtps://…` */
  constructor(smtpUrl: string, private readonly from: string) {
    super();
    this.transport = createTransport({
      url: smtpUrl, connectionTimeout: timeoutMilliseconds, greetingTimeout: timeoutMilliseconds, socketTimeout: timeoutMilliseconds, dnsTimeout: timeoutMilliseconds,
    });
  }

  async send(mail: OutgoingMail): Promise<void> {
    await this.transport.sendMail(mailOptions(mail, this.from));
  }
}
