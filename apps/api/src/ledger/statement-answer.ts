import { ApiProperty } from '@nestjs/swagger';
import type { LedgerStatement, StatementEntry } from '@silkport/ledger';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

export class StatementEntryAnswer {
  @ApiProperty({ format: 'uuid' }) transactionId: string;
  @ApiProperty({ example: 'sale:019a3b1c-7f00-7abc-8def-0123456789ab' }) key: string;
  @ApiProperty({ example: 'sale' }) kind: string;
  @ApiProperty({ example: 'Sale' }) name: string;
  @ApiProperty({ description: 'The order or pay-out that it is about.' }) reference: string;
  @ApiProperty({ format: 'date-time' }) occurredAt: string;
  @ApiProperty({ description: 'Above zero a debit, below zero a credit.' }) amount: MoneyAnswer;
  @ApiProperty({ description: 'Of the account after this entry.' }) balance: MoneyAnswer;
}

export class LedgerStatementAnswer extends PageAnswer {
  @ApiProperty({ example: 'tax_payable:KZ' }) account: string;
  @ApiProperty({ example: 'Tax payable (KZ)' }) name: string;
  @ApiProperty({ description: 'At the beginning of the period.' }) opening: MoneyAnswer;
  @ApiProperty({ description: 'At the end of the period, whatever the page.' }) closing: MoneyAnswer;
  @ApiProperty({ type: [StatementEntryAnswer] }) items: StatementEntryAnswer[];
}

export function statementEntryAnswer({ transactionId, key, kind, reference, occurredAt, amount, balance }: StatementEntry, name: string): StatementEntryAnswer {
  return { transactionId, key, kind, name, reference, occurredAt: occurredAt.toISOString(), amount: toWireMoney(amount), balance: toWireMoney(balance) };
}

export function ledgerStatementAnswer({ opening, closing, entries, nextCursor }: LedgerStatement, account: string, name: string, wordsFor: (kind: string) => string): LedgerStatementAnswer {
  return {
    account, name, opening: toWireMoney(opening), closing: toWireMoney(closing), items: entries.map((entry) => statementEntryAnswer(entry, wordsFor(entry.kind))), nextCursor: nextCursor ?? null,
  };
}
