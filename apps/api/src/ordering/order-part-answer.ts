import { ApiProperty } from '@nestjs/swagger';
import { orderStatuses, partsOf, type OrderStatus, type OrderView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { translation, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';

/** What of an order is one merchant's: an order over several merchants is one payment with a part for each. */
export class OrderPartAnswer {
  @ApiProperty({ format: 'uuid' }) merchantId: string;
  @ApiProperty({ example: 'Clay and Cobalt Press' }) merchantName: string;
  @ApiProperty({ enum: orderStatuses, example: 'delivered' }) status: OrderStatus;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ type: [String], description: 'Ids of its lines.' }) lineIds: string[];
}

export function orderPartAnswers(order: Pick<OrderView, 'lines' | 'status' | 'total' | 'completedAt'>, locale: Locale): OrderPartAnswer[] {
  return partsOf(order).map(({ merchantId, merchantName, status, total, lines }) => (
    { merchantId, merchantName: translation(merchantName, locale).text, status, total: toWireMoney(total), lineIds: lines.map(({ id }) => id) }
  ));
}
