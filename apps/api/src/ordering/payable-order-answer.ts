import { ApiProperty } from '@nestjs/swagger';
import { LineRightAnswer } from './order-rights-answer.js';
import { OrderAnswer } from './order-answer.js';
import { RefundAnswer } from './refund-answer.js';

const paymentStatuses = ['open', 'paid', 'expired'] as const;

/** An order with where it is paid. */
export class PayableOrderAnswer extends OrderAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'The payment page; null where there is nothing to pay, or the payment provider is away: ask again then.', example: null })
  checkoutUrl: string | null;

  @ApiProperty({
    type: String, enum: paymentStatuses, nullable: true, example: 'open',
    description: 'How the payment page stands; null until it was opened. `paid` while the order awaits payment: the money has come and the order follows in a moment.',
  })
  paymentStatus: (typeof paymentStatuses)[number] | null;

  @ApiProperty({ type: [LineRightAnswer] }) withdrawalRights: LineRightAnswer[];
  @ApiProperty({ type: [RefundAnswer], description: 'Oldest first.' }) refunds: RefundAnswer[];
}

export class PaymentPageAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'Null while the payment provider is away: ask again with a new Idempotency-Key.', example: null })
  checkoutUrl: string | null;
}
