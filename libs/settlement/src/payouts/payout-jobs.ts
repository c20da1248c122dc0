import { job } from '@silkport/platform';

/** Asks the provider to send a pay-out. */
export const sendPayoutJob = job<{ readonly payoutId: string }>('settlement/send-payout');
