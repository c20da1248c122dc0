import { event } from '@silkport/platform';

/** What was never on sale is gone: nobody can have bought, or been promised, anything of it. */
export interface DraftsDeleted {
  readonly productId: string;
  readonly merchantId: string;
  readonly variantIds: readonly string[];
  /** With the product itself, of which these were all variants. */
  readonly isWhole: boolean;
}

export const draftsDeleted = event<DraftsDeleted>('catalog.drafts_deleted');
