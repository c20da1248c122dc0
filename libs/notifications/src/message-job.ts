import { job } from '@silkport/platform';

export const sendMessageJob = job<{ messageId: string }>('notifications/send-message');
