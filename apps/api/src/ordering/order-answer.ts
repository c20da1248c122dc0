import { ApiProperty } from '@nestjs/swagger';
import { orderStatuses, subscriptionRoles, trialHolders, type OrderStatus, type OrderView, type SubscriptionRole, type TrialHolder } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { locales, sumMoney, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../http/money-answer.js';
import { PageAnswer } from '../http/page-answer.js';
import { BusinessAnswer, businessAnswer } from './business-answer.js';
import { OrderPartAnswer, orderPartAnswers } from './order-part-answer.js';
import { OrderLineAnswer, orderLineAnswer } from './order-line-answer.js';
import { TaxGroupAnswer, taxGroupAnswers } from './tax-answer.js';
import { RecipientAnswer, recipientAnswer } from './recipient-answer.js';

/** An order as its buyer reads it. */
export class OrderAnswer {
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) number: string;
  @ApiProperty({ enum: orderStatuses, example: 'paid' }) status: OrderStatus;
  @ApiProperty({ example: 'aigerim@example.kz' }) email: string;
  @ApiProperty({ enum: locales, description: 'Language of its payment page and mails.', example: 'ru' }) locale: Locale;
  @ApiProperty({ description: 'Country/region of the buyer.', example: 'KZ' }) country: string;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty({ description: 'Of `total`.' }) net: MoneyAnswer;
  @ApiProperty({ description: 'Of `total`.' }) tax: MoneyAnswer;
  @ApiProperty({ type: [TaxGroupAnswer] }) taxes: TaxGroupAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Of a business buyer.', example: null }) taxId: string | null;
  @ApiProperty({ type: BusinessAnswer, nullable: true, description: 'Whom the invoices are made out to.' }) business: BusinessAnswer | null;
  @ApiProperty({ description: 'Given back, or taken back by the buyer’s bank.' }) refunded: MoneyAnswer;
  @ApiProperty({ type: [OrderPartAnswer], description: 'By merchant; their totals sum to `total`.' }) parts: OrderPartAnswer[];
  @ApiProperty({ type: [OrderLineAnswer] }) lines: OrderLineAnswer[];
  @ApiProperty({ type: RecipientAnswer, nullable: true }) recipient: RecipientAnswer | null;
  @ApiProperty({ type: String, enum: [...subscriptionRoles, null], nullable: true, description: 'What it is to a subscription: what began it, or a payment for a period, another plan or more seats. Null of what is bought once.', example: null }) subscriptionRole: SubscriptionRole | null;
  @ApiProperty({ type: String, enum: [...trialHolders, null], nullable: true, description: 'Of what began a subscription: why its first period was charged at once, or, of a cancelled order over nothing, why the trial was refused. By what the buyer was known, who had had it.', example: null }) trialGivenTo: TrialHolder | null;
  @ApiProperty({ format: 'date-time' }) placedAt: string;
  @ApiProperty({ format: 'date-time', description: 'Until when it can be paid.' }) expiresAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) paidAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) cancelledAt: string | null;
  @ApiProperty({ description: 'Opens the order without an account: give it as `key`. It is the buyer’s proof of purchase.' }) accessKey: string;
}

export class OrderPageAnswer extends PageAnswer {
  @ApiProperty({ type: [OrderAnswer] }) items: OrderAnswer[];
}

export function orderAnswer(order: OrderView, accessKey: string, locale: Locale): OrderAnswer {
  return {
    number: order.number, status: order.status, email: order.email, locale: order.locale, country: order.country, total: toWireMoney(order.total),
    net: toWireMoney(sumMoney(order.lines.map(({ net }) => net), order.total.currency)), tax: toWireMoney(sumMoney(order.lines.map(({ tax }) => tax), order.total.currency)),
    taxes: taxGroupAnswers(order.lines), taxId: order.taxId, business: order.business && businessAnswer(order.business), refunded: toWireMoney(order.refunded), parts: orderPartAnswers(order, locale),
    lines: order.lines.map((line) => orderLineAnswer(line, locale)), recipient: order.recipient && recipientAnswer(order.recipient),
    placedAt: order.placedAt.toISOString(), expiresAt: order.expiresAt.toISOString(), paidAt: order.paidAt?.toISOString() ?? null, cancelledAt: order.cancelledAt?.toISOString() ?? null,
    subscriptionRole: order.subscription?.role ?? null, trialGivenTo: order.subscription?.trialGivenTo ?? null, accessKey,
  };
}
