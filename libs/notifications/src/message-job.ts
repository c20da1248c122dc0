import { job } from '@silkport/platform';

export interface MessagesToSend {
  readonly messageIds: readonly string[];
  /** Orders whose buyers' waivers are confirmed by one of the mails, by its id: ordering is told when it has gone out. */
  readonly confirmedOrders?: Readonly<Record<string, string>>;
}

/** Mails that were written together are sent by one job: under load that is a tenth of the jobs. */
export const sendMessagesJob = job<MessagesToSend>('notifications/send-messages');
