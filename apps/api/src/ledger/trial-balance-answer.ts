import { ApiProperty } from '@nestjs/swagger';
import { accountKinds, type AccountKind, type TrialBalance } from '@silkport/ledger';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';

const kinds = Object.keys(accountKinds) as AccountKind[];

export class KindBalanceAnswer {
  @ApiProperty({ enum: kinds, example: 'merchant_payable' }) kind: AccountKind;
  @ApiProperty({ example: 'Payable to merchants' }) name: string;
  @ApiProperty({ enum: ['debit', 'credit'], description: 'The side on which such a balance grows.', example: 'credit' }) normal: 'debit' | 'credit';
  @ApiProperty({ description: 'Above zero a debit, below zero a credit.' }) balance: MoneyAnswer;
}

export class TrialBalanceAnswer {
  @ApiProperty({ description: 'Whether each currency sums to zero. The database lets nothing else happen.', example: true }) isEven: boolean;
  @ApiProperty({ type: [MoneyAnswer], description: 'The sum over all accounts, by currency.' }) currencies: MoneyAnswer[];
  @ApiProperty({ type: [KindBalanceAnswer] }) items: KindBalanceAnswer[];
}

export function trialBalanceAnswer({ currencies, kinds: sums }: TrialBalance, wordsFor: (kind: AccountKind) => string): TrialBalanceAnswer {
  return {
    isEven: currencies.every(({ amountMinor }) => amountMinor === 0n), currencies: currencies.map(toWireMoney),
    items: sums.map(({ kind, balance }) => ({ kind, name: wordsFor(kind), normal: accountKinds[kind].normal, balance: toWireMoney(balance) })),
  };
}
