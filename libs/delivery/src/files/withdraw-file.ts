import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { ReleaseFileUnknown } from './release.errors.js';

const withdraw = statement('delivery.withdraw_asset', 'UPDATE delivery.assets SET withdrawn_at = coalesce(withdrawn_at, $3) WHERE id = $1 AND product_id = $2 RETURNING id');

/**
 * Takes a file back from everybody, those who have it included: a wrong one, a leaked one, one that the law forbids. Its bytes are kept, for
 * disputes about what was delivered. Doing it again changes nothing.
 */
@Injectable()
export class WithdrawFile {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @param productId one of the merchant's, as the caller has made sure. @throws ReleaseFileUnknown */
  async run({ productId, fileId }: { readonly productId: string; readonly fileId: string }): Promise<void> {
    const [withdrawn] = isId(fileId) ? await this.database.read(withdraw, [fileId, productId, this.clock.now()]) : [];
    if (!withdrawn) throw new ReleaseFileUnknown();
  }
}
