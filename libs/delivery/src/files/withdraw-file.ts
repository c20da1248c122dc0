import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { ReleaseFileUnknown } from './release.errors.js';

export interface FileWithdrawal {
  /** One of the merchant's, as the caller has made sure. */
  readonly productId: string;
  readonly fileId: string;
  readonly reason: string;
  readonly personId: string;
}

const find = statement('delivery.asset_to_withdraw', 'SELECT withdrawn_at IS NOT NULL AS "isWithdrawn", file_name AS "fileName", sha256 FROM delivery.assets WHERE id = $1 AND product_id = $2 FOR UPDATE');
const withdraw = statement('delivery.withdraw_asset', 'UPDATE delivery.assets SET withdrawn_at = $2 WHERE id = $1');

/**
 * Takes a file back from everybody, those who have it included: a wrong one, a leaked one, one that the law forbids. Its bytes are kept, for
 * disputes about what was delivered. Doing it again changes nothing.
 */
@Injectable()
export class WithdrawFile {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws ReleaseFileUnknown */
  async run({ productId, fileId, reason, personId }: FileWithdrawal): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [file] = isId(fileId) ? await prepared<{ isWithdrawn: boolean; fileName: string; sha256: string }>(tx, find, [fileId, productId]) : [];
      if (!file) throw new ReleaseFileUnknown();
      if (file.isWithdrawn) return;
      const at = this.clock.now();
      await prepared(tx, withdraw, [fileId, at]);
      await recordAudit(tx, { personId, action: 'delivery.file_withdrawn', happenedAt: at, details: { productId, fileId, fileName: file.fileName, sha256: file.sha256, reason } });
    });
  }
}
