import type { Config } from '@silkport/platform';

/** The mailbox page shows everybody's links: only in a demo without a mail server that nobody else can reach. */
export function showsMail({ smtpUrl, demo, host }: Config): boolean {
  return !smtpUrl && demo && ['127.0.0.1', 'localhost', '::1'].includes(host);
}
