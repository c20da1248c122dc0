import { job } from '@silkport/platform';

/** Mails that were written together are sent by one job: under load that is a tenth of the jobs. */
export const sendMessagesJob = job<{ messageIds: readonly string[] }>('notifications/send-messages');
