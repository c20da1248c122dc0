import path from 'node:path';
import type { Config } from '@silkport/platform';
import type { OutgoingMail } from './mailer.js';

const extension = '.eml';
const mailId = /^\d{8}T\d{9}Z-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function mailFolderOf({ dataDir }: Pick<Config, 'dataDir'>): string {
  return path.join(dataDir, 'mail');
}

/** `20261123T080000000Z-<message id>.eml`: sorts by time. */
export function mailFileName({ id, writtenAt }: Pick<OutgoingMail, 'id' | 'writtenAt'>): string {
  return `${writtenAt.toISOString().replaceAll(/[-:.]/g, '')}-${id}${extension}`;
}

/** The file of a mail; undefined for an id of any other form, above all for a path. */
export function fileOfMail(id: string): string | undefined {
  return mailId.test(id) ? `${id}${extension}` : undefined;
}

/** The mail's id; undefined for a file that is no finished mail. */
export function mailOfFile(fileName: string): string | undefined {
  const id = fileName.endsWith(extension) ? fileName.slice(0, -extension.length) : '';
  return mailId.test(id) ? id : undefined;
}
