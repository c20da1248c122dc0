import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import type { MerchantStatement, StatementHead, StatementLine } from '@silkport/settlement';
import type { Money } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

export class OwedAnswer {
  @ApiProperty() payable: MoneyAnswer;
  @ApiProperty() reserve: MoneyAnswer;
}

export class StatementLineAnswer {
  @ApiProperty({ description: 'sale, refund, chargeback, dispute, reserve_release, payout…', example: 'sale' }) kind: string;
  @ApiProperty({ format: 'date-time' }) occurredAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'SP-7K3MQ-92XTV' }) orderNumber: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) payoutId: string | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'At the merchant’s own price, with the tax that it contains.' }) gross: MoneyAnswer | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true }) tax: MoneyAnswer | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true }) commission: MoneyAnswer | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true }) commissionTax: MoneyAnswer | null;
  @ApiProperty({ description: 'Above zero in the merchant’s favour.' }) payable: MoneyAnswer;
  @ApiProperty({ description: 'Above zero in the merchant’s favour.' }) reserve: MoneyAnswer;
}

export class StatementAnswer {
  @ApiProperty({ example: '2026-11' }) period: string;
  @ApiProperty({ format: 'date' }) from: string;
  @ApiProperty({ format: 'date', description: 'The first day that is not part of it.' }) until: string;
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ description: 'Whether it is final.' }) isClosed: boolean;
  @ApiProperty() opening: OwedAnswer;
  @ApiProperty({ description: 'opening + lines.' }) closing: OwedAnswer;
  @ApiProperty({ type: [StatementLineAnswer] }) lines: StatementLineAnswer[];
}

export class StatementsAnswer {
  @ApiProperty({ type: [StatementAnswer], description: 'One for each currency.' }) items: StatementAnswer[];
}

export class StatementHeadAnswer {
  @ApiProperty({ example: '2026-11' }) period: string;
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty() isClosed: boolean;
}

export class StatementHeadsAnswer {
  @ApiProperty({ type: [StatementHeadAnswer], description: 'Newest first.' }) items: readonly StatementHead[];
}

export function statementAnswer({ period, from, until, currency, isClosed, opening, closing, lines }: MerchantStatement): StatementAnswer {
  const owed = ({ payable, reserve }: MerchantStatement['opening']) => ({ payable: toWireMoney(payable), reserve: toWireMoney(reserve) });
  const dateOf = (instant: Date) => instant.toISOString().slice(0, 10);
  return { period, from: dateOf(from), until: dateOf(until), currency, isClosed, opening: owed(opening), closing: owed(closing), lines: lines.map(lineAnswer) };
}

function lineAnswer({ kind, occurredAt, orderNumber, payoutId, gross, tax, commission, commissionTax, payable, reserve }: StatementLine): StatementLineAnswer {
  const amount = (value: Money | null) => value && toWireMoney(value);
  return {
    kind, occurredAt: occurredAt.toISOString(), orderNumber, payoutId, gross: amount(gross), tax: amount(tax), commission: amount(commission), commissionTax: amount(commissionTax),
    payable: toWireMoney(payable), reserve: toWireMoney(reserve),
  };
}
