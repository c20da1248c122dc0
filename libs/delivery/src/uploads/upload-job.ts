import { job } from '@silkport/platform';

export const checkUploadJob = job<{ readonly uploadId: string }>('delivery/check-upload');
