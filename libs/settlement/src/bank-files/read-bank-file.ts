import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { BankFileUnknown } from '../settlement.errors.js';
import { bankFileColumns, bankFileView, type BankFileRow, type BankFileView } from './bank-file-reads.js';

const bytes = statement('settlement.bank_file_bytes', `SELECT ${bankFileColumns}, xml FROM settlement.bank_files WHERE id = $1`);

/** The bytes of a file for the bank. They have merchants' account numbers in full, so who reads them is written down before they are given. */
@Injectable()
export class ReadBankFile {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** The bytes as they were made. @throws BankFileUnknown; nothing is written down then */
  async run({ fileId, personId }: { readonly fileId: string; readonly personId: string }): Promise<{ file: BankFileView; xml: Buffer }> {
    return this.database.transaction(async (tx) => {
      const [row] = await prepared<BankFileRow & { xml: Buffer }>(tx, bytes, [fileId]);
      if (!row) throw new BankFileUnknown();
      const { xml, ...file } = row;
      await recordAudit(tx, { personId, action: 'settlement.bank_file_read', happenedAt: this.clock.now(), details: { fileId, messageId: file.messageId, payoutCount: file.payoutCount } });
      return { file: bankFileView(file), xml };
    });
  }
}
