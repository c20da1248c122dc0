import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '@silkport/platform';
import PostalMime from 'postal-mime';
import { fileOfMail, mailFolderOf, mailOfFile } from './mail-file.js';
import { MailUnknown } from './notifications.errors.js';

export interface FolderMailSummary {
  readonly id: string;
  readonly subject: string;
  /** E-mail address. */
  readonly to: string;
  readonly date: Date;
}

export interface FolderMail extends FolderMailSummary {
  /** As it was sent: show it in a frame without scripts. */
  readonly html: string;
  readonly text: string;
}

/** The mails that were written to a folder for want of SMTP, as the demo's mail page shows them. Whoever reads it reads everybody's links. */
@Injectable()
export class MailFolder {
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Pick<Config, 'dataDir'>) {
    this.folder = mailFolderOf(config);
  }

  /** Newest first; none where no mail was ever written. */
  async list(limit = 100): Promise<FolderMailSummary[]> {
    const ids = (await this.fileNames()).flatMap((name) => mailOfFile(name) ?? []).toSorted().toReversed().slice(0, limit);
    return Promise.all(ids.map(async (id) => {
      const { subject, to, date } = await this.read(id);
      return { id, subject, to, date };
    }));
  }

  /** @throws MailUnknown */
  async read(id: string): Promise<FolderMail> {
    const fileName = fileOfMail(id);
    const raw = fileName && (await readFile(path.join(this.folder, fileName)).catch(unlessMissing));
    if (!raw) throw new MailUnknown({}, 'id');
    const { subject, to, date, html, text } = await PostalMime.parse(raw);
    return { id, subject: subject ?? '', to: to?.[0]?.address ?? '', date: new Date(date ?? 0), html: html ?? '', text: text ?? '' };
  }

  private async fileNames(): Promise<string[]> {
    return (await readdir(this.folder).catch(unlessMissing)) ?? [];
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
