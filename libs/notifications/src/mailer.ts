import type { Invitation } from '@silkport/delivery';
import type { SendMailOptions } from 'nodemailer';

export interface OutgoingMail {
  readonly id: string;
  /** The header, in angle brackets; the same each time this mail is sent. */
  readonly messageId: string;
  /** One e-mail address. */
  readonly recipient: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly writtenAt: Date;
  /** The entry of a session for the reader's calendar; null in most mails. */
  readonly invitation?: Invitation | null;
}

/** Sends a mail, or fails so that it is tried again: over SMTP where that is configured, else into a folder. */
export abstract class Mailer {
  abstract send(mail: OutgoingMail): Promise<void>;
}

/** The mail for nodemailer. The address is handed over as one, never parsed as a list; no file and no address in the content is opened. */
export function mailOptions({ messageId, recipient, subject, html, text, writtenAt, invitation }: OutgoingMail, from: string): SendMailOptions {
  return {
    from, to: { name: '', address: recipient }, subject, html, text, messageId, date: writtenAt,
    // As a part beside the text, which calendars take in by themselves (RFC 6047), and as a file for all others.
    ...(invitation ? { icalEvent: { method: invitation.method, content: invitation.content, filename: 'session.ics' } } : {}),
    // RFC 3834: out-of-office notes are not sent in answer to it.
    headers: { 'Auto-Submitted': 'auto-generated' }, disableFileAccess: true, disableUrlAccess: true,
  };
}
