import { ApiProperty } from '@nestjs/swagger';
import { refundReasons, refundStates, type OrderRefundView, type RefundReason, type RefundState } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { sumMoney } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

export class RefundLineAnswer {
  @ApiProperty({ format: 'uuid' }) lineId: string;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty() net: MoneyAnswer;
  @ApiProperty() tax: MoneyAnswer;
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

/** @param merchantId whose lines only */
export function refundAnswer({ id, reason, state, total, lines, askedAt, settledAt }: OrderRefundView, merchantId?: string): RefundAnswer {
  const own = lines.filter((line) => merchantId === undefined || line.merchantId === merchantId);
  return {
    id, reason, state, total: toWireMoney(sumMoney(own.map((line) => line.total), total.currency)), askedAt: askedAt.toISOString(), settledAt: settledAt?.toISOString() ?? null,
    lines: own.map((line) => ({ lineId: line.lineId, total: toWireMoney(line.total), net: toWireMoney(line.net), tax: toWireMoney(line.tax) })),
  };
}
