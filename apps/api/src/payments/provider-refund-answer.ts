import { ApiProperty } from '@nestjs/swagger';
import { refundStatuses, type RefundStanding, type RefundStatus } from '@silkport/payments';
import { toWireMoney } from '@silkport/pricing';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';

export class ProviderRefundAnswer {
  @ApiProperty({ format: 'uuid', description: 'The refund’s; of money that came for a cancelled order the order’s own id.' }) id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null where the payment was for none of our orders.', example: 'SP-7K3MQ-92XTV' }) orderNumber: string | null;
  @ApiProperty() amount: MoneyAnswer;
  @ApiProperty({ enum: refundStatuses, example: 'failed' }) status: RefundStatus;
  @ApiProperty({ description: 'Why it was asked for, as a code; of one made by hand as the payment provider tells it.', example: 'goodwill' }) reason: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed: the payment provider’s code.', example: 'lost_or_stolen_card' }) failureReason: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'At the payment provider; null where it refused to make one.', example: 're_3QxAb2' }) providerId: string | null;
  @ApiProperty({ type: 'integer', minimum: 1, description: 'How often it was asked for.' }) attempt: number;
  @ApiProperty({ format: 'date-time', description: 'When it was asked for last.' }) askedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt: string | null;
}

export class ProviderRefundPageAnswer extends PageAnswer {
  @ApiProperty({ type: [ProviderRefundAnswer] }) items: ProviderRefundAnswer[];
}

export class AskedRefundAnswer {
  @ApiProperty({ format: 'uuid' }) refundId: string;
  @ApiProperty({ type: String, enum: ['asked'], description: 'The money is on its way again.', example: 'asked' }) state: 'asked';
}

export function providerRefundAnswer({ refundId, amount, status, reason, failureReason, stripeRefundId, attempt, askedAt, settledAt }: RefundStanding, orderNumber: string | undefined): ProviderRefundAnswer {
  return {
    id: refundId, orderNumber: orderNumber ?? null, amount: toWireMoney(amount), status, reason, failureReason, providerId: stripeRefundId, attempt,
    askedAt: askedAt.toISOString(), settledAt: settledAt?.toISOString() ?? null,
  };
}
