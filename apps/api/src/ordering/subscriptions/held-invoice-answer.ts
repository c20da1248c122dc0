import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { heldInvoiceStates, heldReasons, type HeldInvoiceState, type HeldInvoiceView, type HeldReason } from '@silkport/payments';
import { toWireMoney } from '@silkport/pricing';
import { IsBoolean, IsIn, IsOptional, MaxLength } from 'class-validator';
import { PlainText } from '../../http/code-text.js';
import { MoneyAnswer } from '../../http/money-answer.js';
import { PageAnswer } from '../../http/page-answer.js';
import { PageQuery } from '../../http/page-query.js';

export class HeldInvoicesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: heldInvoiceStates, default: 'held', description: '`taken`: tried again it could be.' }) @IsOptional() @IsIn(heldInvoiceStates) state: HeldInvoiceState = 'held';
}

export class SettingAsideDto {
  @ApiProperty({ maxLength: 1000, description: 'Why, for the record.', example: 'A credit that was promised by telephone.' }) @PlainText() @MaxLength(1000) reason: string;
  @ApiPropertyOptional({ default: false, description: 'Whether the buyer’s money goes back, where it was taken by card.' }) @IsOptional() @IsBoolean() givesBack: boolean = false;
}

export class HeldInvoiceAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'At the payment provider.', example: 'in_1QxAb2' }) providerId: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of the order that began the subscription.', example: 'SP-7K3MQ-92XTV' }) orderNumber: string | null;
  @ApiProperty({ enum: heldReasons, example: 'no_payment' }) reason: HeldReason;
  @ApiProperty({ description: 'The reason in words.' }) text: string;
  @ApiProperty({ description: 'What stood in the way, in technical words.' }) detail: string;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Null where it cannot be read.' }) amount: MoneyAnswer | null;
  @ApiProperty({ description: 'Whether its money was taken by card, and can be given back when it is set aside.', example: true }) isCharged: boolean;
  @ApiProperty({ enum: heldInvoiceStates, example: 'held' }) state: HeldInvoiceState;
  @ApiProperty({ type: 'integer', minimum: 1, description: 'How often it was tried.' }) tries: number;
  @ApiProperty({ format: 'date-time' }) paidAt: string;
  @ApiProperty({ format: 'date-time' }) heldAt: string;
  @ApiProperty({ format: 'date-time', description: 'When it was tried last.' }) triedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was set aside.' }) note: string | null;
}

export class HeldInvoicePageAnswer extends PageAnswer {
  @ApiProperty({ type: [HeldInvoiceAnswer] }) items: HeldInvoiceAnswer[];
}

export function heldInvoiceAnswer(invoice: HeldInvoiceView, orderNumber: string | undefined, text: string): HeldInvoiceAnswer {
  const { id, stripeInvoiceId: providerId, reason, detail, amount, isCharged, state, tries, paidAt, heldAt, triedAt, decidedAt, note } = invoice;
  return {
    id, providerId, orderNumber: orderNumber ?? null, reason, text, detail, amount: amount && toWireMoney(amount), isCharged, state, tries, paidAt: paidAt.toISOString(), heldAt: heldAt.toISOString(),
    triedAt: triedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, note,
  };
}
