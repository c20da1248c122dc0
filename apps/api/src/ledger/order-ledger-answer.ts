import { ApiProperty } from '@nestjs/swagger';
import type { PostedTransaction } from '@silkport/ledger';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';

export class PostingAnswer {
  @ApiProperty({ example: 'tax_payable:KZ' }) account: string;
  @ApiProperty({ example: 'Tax payable (KZ)' }) name: string;
  @ApiProperty({ description: 'Above zero a debit, below zero a credit.' }) amount: MoneyAnswer;
}

export class LedgerTransactionAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'sale:019a3b1c-7f00-7abc-8def-0123456789ab' }) key: string;
  @ApiProperty({ example: 'sale' }) kind: string;
  @ApiProperty({ example: 'Sale' }) name: string;
  @ApiProperty({ format: 'date-time' }) occurredAt: string;
  @ApiProperty({ format: 'date-time' }) recordedAt: string;
  @ApiProperty({ type: [PostingAnswer], description: 'They sum to zero in each currency.' }) postings: PostingAnswer[];
}

export class OrderLedgerAnswer {
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ type: [LedgerTransactionAnswer], description: 'All that was posted about the order, oldest first.' }) items: LedgerTransactionAnswer[];
}

export interface LedgerWords {
  account(account: string): string;
  kind(kind: string): string;
}

export function ledgerTransactionAnswer({ id, key, kind, occurredAt, recordedAt, postings }: PostedTransaction, words: LedgerWords): LedgerTransactionAnswer {
  return {
    id, key, kind, name: words.kind(kind), occurredAt: occurredAt.toISOString(), recordedAt: recordedAt.toISOString(),
    postings: postings.map(({ account, amount }) => ({ account, name: words.account(account), amount: toWireMoney(amount) })),
  };
}
