import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, Every, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, money, newId, sumMoney } from '@silkport/values';
import type { BankAccount } from '../payout-methods/bank-account.js';
import { BankFile } from './bank-file.entity.js';
import { endToEndIdOf, painMessage, type BankTransfer } from './pain-001.js';
import { PayoutAccount, type PayingAccount } from './payout-account.js';

const transfersAtMost = 5000;

const waiting = statement('settlement.waiting_for_bank_file', `
  SELECT p.id AS "payoutId", p.currency, p.amount_minor AS "amountMinor", to_char(p.run_date, 'YYYY-MM-DD') AS "runDate",
    m.country, m.holder_name AS "holderName", m.iban, m.account_number AS "accountNumber", m.bank_code AS "bankCode", m.bank_name AS "bankName"
  FROM settlement.payouts p JOIN settlement.payout_methods m ON m.id = p.method_id LEFT JOIN settlement.payout_holds h ON h.merchant_id = p.merchant_id
  WHERE p.state = 'created' AND p.method = 'bank_account' AND h.merchant_id IS NULL
  ORDER BY p.currency, p.id LIMIT $1 FOR UPDATE OF p SKIP LOCKED`);
const mark = statement('settlement.put_in_bank_file', `UPDATE settlement.payouts SET state = 'sent', sent_at = $3, bank_file_id = $2 WHERE id = ANY ($1::uuid[])`);

interface Row extends BankAccount { payoutId: string; currency: string; amountMinor: bigint; runDate: string }

/** Puts the pay-outs that wait for the bank into a file for each currency, each pay-out into one file, once. */
@Injectable()
export class MakeBankFiles {
  constructor(private readonly database: Database, private readonly payoutAccount: PayoutAccount, private readonly clock: Clock) {}

  @Every('15 * * * *', 'settlement/make-bank-files')
  async everyHour(): Promise<void> {
    await this.run();
  }

  /** @returns the ids of the files; none where no account of our own is set */
  async run(): Promise<string[]> {
    const { account } = this.payoutAccount;
    if (!account) return [];
    return this.database.transaction(async (tx) => {
      const rows = await prepared<Row>(tx, waiting, [transfersAtMost]);
      const files: string[] = [];
      for (const [currency, group] of Map.groupBy(rows, (row) => row.currency)) files.push(await this.make(tx, currency, group, account));
      return files;
    });
  }

  private async make(tx: Tx, currency: string, rows: readonly Row[], from: PayingAccount): Promise<string> {
    const [id, madeAt] = [newId(), this.clock.now()];
    const messageId = endToEndIdOf(id);
    const transfers = rows.map(transferOf);
    const xml = Buffer.from(painMessage({ messageId, currency, madeAt, from, transfers }));
    const totalMinor = sumMoney(transfers.map(({ amount }) => amount), currency).amountMinor;
    await tx.insert(BankFile, { id, messageId, currency, payoutCount: rows.length, totalMinor, xml, sha256: createHash('sha256').update(xml).digest('hex'), madeAt });
    await prepared(tx, mark, [rows.map(({ payoutId }) => payoutId), id, madeAt]);
    return id;
  }
}

function transferOf({ payoutId, currency, amountMinor, runDate, country, holderName, iban, accountNumber, bankCode, bankName }: Row): BankTransfer {
  return { payoutId, amount: money(amountMinor, currency), to: { country, holderName, iban, accountNumber, bankCode, bankName }, remittance: `Silkport ${runDate} ${endToEndIdOf(payoutId)}` };
}
