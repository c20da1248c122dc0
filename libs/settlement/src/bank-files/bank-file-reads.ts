import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, encodeCursor, statement } from '@silkport/platform';
import { money, type Money } from '@silkport/values';
import { BankFileUnknown } from '../settlement.errors.js';

const columns = 'id, message_id AS "messageId", currency, payout_count AS "payoutCount", total_minor AS "totalMinor", sha256, made_at AS "madeAt"';
const page = statement('settlement.bank_files', `SELECT ${columns} FROM settlement.bank_files WHERE id < $1 ORDER BY id DESC LIMIT $2`);
const bytes = statement('settlement.bank_file_bytes', `SELECT ${columns}, xml FROM settlement.bank_files WHERE id = $1`);

export interface BankFileView {
  readonly id: string;
  readonly messageId: string;
  readonly payoutCount: number;
  readonly total: Money;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly madeAt: Date;
}

interface Row extends Omit<BankFileView, 'total'> { currency: string; totalMinor: bigint }

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class BankFileReads {
  constructor(private readonly database: Database) {}

  /** Newest first. @throws InvalidCursor */
  async page(cursor: string | undefined, limit: number): Promise<{ files: BankFileView[]; nextCursor: string | undefined }> {
    const [before] = cursor ? decodeCursor(cursor, ['id']) : [lastId];
    const rows = await this.database.read<Row>(page, [before, limit + 1]);
    const shown = rows.slice(0, limit);
    return { files: shown.map(viewOf), nextCursor: rows.length > limit ? encodeCursor([shown.at(-1)?.id ?? lastId]) : undefined };
  }

  /** The bytes as they were made. @throws BankFileUnknown */
  async bytes(id: string): Promise<{ file: BankFileView; xml: Buffer }> {
    const [row] = await this.database.read<Row & { xml: Buffer }>(bytes, [id]);
    if (!row) throw new BankFileUnknown();
    const { xml, ...file } = row;
    return { file: viewOf(file), xml };
  }
}

function viewOf({ currency, totalMinor, ...file }: Row): BankFileView {
  return { ...file, total: money(totalMinor, currency) };
}
