import { job } from '@silkport/platform';

export const checkBuyerFileJob = job<{ readonly fileId: string }>('delivery/check-buyer-file');
