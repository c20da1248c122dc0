import { ApiProperty } from '@nestjs/swagger';
import type { WaitingTransfer } from '@silkport/payments';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

export class WaitingTransferAnswer {
  @ApiProperty({ format: 'uuid' }) payoutId: string;
  @ApiProperty({ format: 'uuid' }) merchantId: string;
  @ApiProperty({ description: 'The merchant’s at the payment provider, where the money lies.', example: 'acct_1QxAb2' }) accountId: string;
  @ApiProperty() amount: MoneyAnswer;
  @ApiProperty({ description: 'Why the payment provider refuses to pay it out for now: its code.', example: 'balance_insufficient' }) failureReason: string;
  @ApiProperty({ type: 'integer', minimum: 1, description: 'How often it has refused.' }) refusals: number;
  @ApiProperty({ format: 'date-time' }) askedAt: string;
  @ApiProperty({ format: 'date-time', description: 'It is asked again by itself.' }) lastTriedAt: string;
}

export class WaitingTransferPageAnswer extends PageAnswer {
  @ApiProperty({ type: [WaitingTransferAnswer] }) items: WaitingTransferAnswer[];
}

export function waitingTransferAnswer({ payoutId, merchantId, accountId, amount, failureReason, refusals, askedAt, lastTriedAt }: WaitingTransfer): WaitingTransferAnswer {
  return { payoutId, merchantId, accountId, amount: toWireMoney(amount), failureReason, refusals, askedAt: askedAt.toISOString(), lastTriedAt: lastTriedAt.toISOString() };
}
