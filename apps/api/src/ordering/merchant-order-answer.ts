import { ApiProperty } from '@nestjs/swagger';
import { kindTraits, type KindTraits } from '@silkport/catalog';
import { hasAskedForStart, orderStatuses, partsOf, type OrderStatus, type OrderView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { sumMoney, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';
import { OrderLineAnswer, orderLineAnswer } from './order-line-answer.js';
import { RecipientAnswer, recipientAnswer } from './recipient-answer.js';

export class MerchantOrderLineAnswer extends OrderLineAnswer {
  @ApiProperty({ description: 'At the merchant’s own price.' }) merchantTotal: MoneyAnswer;
  @ApiProperty({ description: 'Of it without tax.' }) merchantNet: MoneyAnswer;
  @ApiProperty() commission: MoneyAnswer;
  @ApiProperty() commissionTax: MoneyAnswer;
  @ApiProperty({ description: 'What the merchant gets: net less commission and the tax on it.' }) payable: MoneyAnswer;
  @ApiProperty({ description: 'Units of the buyer’s currency for one of the merchant’s, frozen with the order.', example: '71.4' }) rate: string;
}

/** A paid order as one of its merchants reads it: its own lines only, and of the buyer what those lines need. */
export class MerchantOrderAnswer {
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) number: string;
  @ApiProperty({ description: 'Country/region of the buyer.', example: 'KZ' }) country: string;
  @ApiProperty({ format: 'date-time' }) placedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) paidAt: string | null;
  @ApiProperty({ description: 'Of the merchant’s lines, in the buyer’s currency.' }) total: MoneyAnswer;
  @ApiProperty({ enum: orderStatuses, description: 'Of the merchant’s part.', example: 'delivered' }) status: OrderStatus;
  @ApiProperty({ description: 'Whether the buyer asked that services begin within the period for withdrawal. Where the law asks for that and it was not said, what is performed before the end of the period is not paid for if the buyer withdraws.', example: false }) startServiceAsked: boolean;
  @ApiProperty({ type: [MerchantOrderLineAnswer] }) lines: MerchantOrderLineAnswer[];
  @ApiProperty({ type: RecipientAnswer, nullable: true, description: 'Only where one of the lines is a parcel.' }) recipient: RecipientAnswer | null;
  @ApiProperty({ type: String, nullable: true, description: 'Only where one of the lines is a service.', example: null }) buyerEmail: string | null;
}

export class MerchantOrderPageAnswer extends PageAnswer {
  @ApiProperty({ type: [MerchantOrderAnswer] }) items: MerchantOrderAnswer[];
}

/** @param order with the merchant's own lines only */
export function merchantOrderAnswer(order: OrderView, locale: Locale): MerchantOrderAnswer {
  const { number, country, consents, placedAt, paidAt, total, lines, recipient, email } = order;
  const has = (handover: KindTraits['handover']) => lines.some(({ deliveryKind }) => kindTraits[deliveryKind].handover === handover);
  return {
    number, country, placedAt: placedAt.toISOString(), paidAt: paidAt?.toISOString() ?? null,
    status: partsOf(order)[0]?.status ?? order.status, total: toWireMoney(sumMoney(lines.map((line) => line.total), total.currency)),
    lines: lines.map((line) => ({ ...orderLineAnswer(line, locale), merchantTotal: toWireMoney(line.merchantTotal), merchantNet: toWireMoney(line.merchantNet), commission: toWireMoney(line.commission),
      commissionTax: toWireMoney(line.commissionTax), payable: toWireMoney(line.payable), rate: line.rate })),
    startServiceAsked: hasAskedForStart(consents), recipient: recipient && has('shipped') ? recipientAnswer(recipient) : null, buyerEmail: has('by_people') ? email : null,
  };
}
