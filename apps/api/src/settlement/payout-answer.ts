import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import { payoutStates, type PayoutLineView, type PayoutPage, type PayoutState, type PayoutView } from '@silkport/settlement';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

const instant = { type: String, format: 'date-time', nullable: true } as const;

export class PayoutAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() amount: MoneyAnswer;
  @ApiProperty({ enum: payoutStates, description: 'What has failed or was reversed is payable again.' }) state: PayoutState;
  @ApiProperty({ enum: ['stripe', 'bank_account'] }) method: 'stripe' | 'bank_account';
  @ApiProperty({ format: 'date', description: 'The day that it was due.' }) runDate: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The failed pay-out whose place it takes.' }) retryOf: string | null;
  @ApiProperty({ description: 'In the currency that it is sent in.' }) sent: MoneyAnswer;
  @ApiProperty({ description: 'Of the amount, what has come back and is payable again: all of what failed or was reversed, or a part that the provider took back.' }) returned: MoneyAnswer;
  @ApiProperty({ description: 'Units of the sent currency for one of the amount’s, frozen.', example: '1' }) rate: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed or was reversed: the provider’s or the bank’s own code.', example: null }) reason: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
  @ApiProperty(instant) sentAt: string | null;
  @ApiProperty(instant) paidAt: string | null;
  @ApiProperty({ ...instant, description: 'When it failed or was reversed.' }) endedAt: string | null;
}

export class PayoutPageAnswer extends PageAnswer {
  @ApiProperty({ type: [PayoutAnswer] }) items: PayoutAnswer[];
}

export class PayoutLineAnswer {
  @ApiProperty({ description: 'sale, refund, chargeback, dispute, reserve_release…', example: 'sale' }) kind: string;
  @ApiProperty({ format: 'date-time' }) occurredAt: string;
  @ApiProperty({ type: String, nullable: true, example: 'SP-7K3MQ-92XTV' }) orderNumber: string | null;
  @ApiProperty() amount: MoneyAnswer;
}

export class PayoutWithLinesAnswer extends PayoutAnswer {
  @ApiProperty({ type: [PayoutLineAnswer], description: 'They sum to the amount.' }) lines: PayoutLineAnswer[];
}

export class AdminPayoutAnswer extends PayoutAnswer {
  @ApiProperty({ format: 'uuid' }) merchantId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) bankFileId: string | null;
}

export class AdminPayoutPageAnswer extends PageAnswer {
  @ApiProperty({ type: [AdminPayoutAnswer] }) items: AdminPayoutAnswer[];
}

export function payoutAnswer({ id, amount, state, method, runDate, retryOf, sent, returned, rate, reason, createdAt, sentAt, paidAt, endedAt }: PayoutView): PayoutAnswer {
  return {
    id, amount: toWireMoney(amount), state, method, runDate, retryOf, sent: toWireMoney(sent), returned: toWireMoney(returned), rate, reason, createdAt: createdAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null, paidAt: paidAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null,
  };
}

export function payoutPageAnswer({ payouts, nextCursor }: PayoutPage): PayoutPageAnswer {
  return { items: payouts.map(payoutAnswer), nextCursor: nextCursor ?? null };
}

export function adminPayoutPageAnswer({ payouts, nextCursor }: PayoutPage): AdminPayoutPageAnswer {
  return { items: payouts.map((payout) => ({ ...payoutAnswer(payout), merchantId: payout.merchantId, bankFileId: payout.bankFileId })), nextCursor: nextCursor ?? null };
}

export function payoutLineAnswer({ kind, occurredAt, orderNumber, amount }: PayoutLineView): PayoutLineAnswer {
  return { kind, occurredAt: occurredAt.toISOString(), orderNumber, amount: toWireMoney(amount) };
}
