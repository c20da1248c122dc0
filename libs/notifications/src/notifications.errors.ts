import { DomainError } from '@silkport/platform';

/** No mail of that id lies in the folder, or the id is none. */
export class MailUnknown extends DomainError {
  readonly code = 'notifications.mail_unknown';
  readonly status = 404;
}
