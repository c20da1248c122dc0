import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';

export const bankFileColumns = 'id, message_id AS "messageId", currency, payout_count AS "payoutCount", total_minor AS "totalMinor", sha256, made_at AS "madeAt"';
const page = statement('settlement.bank_files', `SELECT ${bankFileColumns} FROM settlement.bank_files WHERE id < $1 ORDER BY id DESC LIMIT $2`);

export interface BankFileView {
  readonly id: string;
  readonly messageId: string;
  readonly payoutCount: number;
  readonly total: Money;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly madeAt: Date;
}

export interface BankFileRow extends Omit<BankFileView, 'total'> { currency: string; totalMinor: bigint }

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class BankFileReads {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws InvalidCursor */
  async page(cursor: string | undefined, limit: number): Promise<{ files: BankFileView[]; nextCursor: string | undefined }> {
    const [before] = cursor ? decodeCursor(cursor, ['id']) : [lastId];
    const rows = await this.database.read<BankFileRow>(page, [before, limit + 1]);
    const shown = rows.slice(0, limit);
    return { files: shown.map(bankFileView), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
  }
}

export function bankFileView({ currency, totalMinor, ...file }: BankFileRow): BankFileView {
  return { ...file, total: money(totalMinor, currency) };
}
