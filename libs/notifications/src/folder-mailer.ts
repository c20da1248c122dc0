import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { newId } from '@silkport/values';
import { createTransport } from 'nodemailer';
import { mailFileName } from './mail-file.js';
import { Mailer, mailOptions, type OutgoingMail } from './mailer.js';

/** Writes mails as .eml files instead of sending them: for a marketplace without SMTP. The same mail is written to the same file. */
export class FolderMailer extends Mailer {
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  private hasFolder = false;

  constructor(private readonly folder: string, private readonly from: string) {
    super();
  }

  async send(mail: OutgoingMail): Promise<void> {
    const { message } = await this.transport.sendMail(mailOptions(mail, this.from));
    const target = path.join(this.folder, mailFileName(mail));
    if (!this.hasFolder) await mkdir(this.folder, { recursive: true });
    this.hasFolder = true;
    // Renamed into place, so that nobody reads half a mail. Mails hold links that open orders: they are for the owner of the folder.
    const draft = `${target}.${newId()}.part`;
    try {
      await writeFile(draft, message, { mode: 0o600 });
      await rename(draft, target);
    } catch (error) {
      this.hasFolder = false;
      throw error;
    }
  }
}
