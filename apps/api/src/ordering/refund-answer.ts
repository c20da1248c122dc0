import { ApiProperty } from '@nestjs/swagger';
import { refundReasons, refundStates, type OrderRefundView, type RefundReason, type RefundState } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { sumMoney } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { EndingSeatAnswer } from './subscriptions/ending-seat-answer.js';

export class RefundLineAnswer {
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty() net: MoneyAnswer;
  @ApiProperty() tax: MoneyAnswer;
  @ApiProperty({ type: 'integer', description: 'How many seats of a subscription’s running period have ended with it.', example: 0 }) endsSeats: number;
}

export class RefundAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: refundReasons, example: 'goodwill' }) reason: RefundReason;
  @ApiProperty({ enum: refundStates, description: '`asked`: the money is on its way. `taken_by_bank`: the buyer’s bank took it back itself.', example: 'asked' }) state: RefundState;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ type: [RefundLineAnswer] }) lines: RefundLineAnswer[];
  @ApiProperty({ format: 'date-time' }) askedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the payment provider said how it ended.' }) settledAt: string | null;
}

export class GivenRefundAnswer extends RefundAnswer {
  @ApiProperty({ type: [EndingSeatAnswer], description: 'The seats that end with it, where pieces of a subscription’s running period were given back.' }) endedSeats: EndingSeatAnswer[];
}

/** @param seats in the order in which they end */
export function givenRefundAnswer(refund: OrderRefundView, seats: readonly EndingSeatAnswer[], merchantId?: string): GivenRefundAnswer {
  const answer = refundAnswer(refund, merchantId);
  return { ...answer, endedSeats: seats.slice(0, answer.lines.reduce((sum, { endsSeats }) => sum + endsSeats, 0)) };
}

/** @param merchantId whose lines only */
export function refundAnswer({ id, reason, state, total, lines, askedAt, settledAt }: OrderRefundView, merchantId?: string): RefundAnswer {
  const own = lines.filter((line) => merchantId === undefined || line.merchantId === merchantId);
  return {
    id, reason, state, total: toWireMoney(sumMoney(own.map((line) => line.total), total.currency)), askedAt: askedAt.toISOString(), settledAt: settledAt?.toISOString() ?? null,
    lines: own.map((line) => ({ lineId: line.lineId, total: toWireMoney(line.total), net: toWireMoney(line.net), tax: toWireMoney(line.tax), endsSeats: line.endsSeats })),
  };
}
