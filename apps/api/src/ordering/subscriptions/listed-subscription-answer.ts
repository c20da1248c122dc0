import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { billingIntervals, type BillingInterval } from '@silkport/catalog';
import {
  changeKinds, orderStatuses, subscriptionRoles, subscriptionStates, type ChangeKind, type ListedSubscription, type ListedTerms, type OrderStatus, type SubscriptionFilter, type SubscriptionHistory, type SubscriptionRole,
  type SubscriptionState,
} from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { translation, type Locale } from '@silkport/values';
import { IsIn, IsOptional, IsUUID, MaxLength } from 'class-validator';
import { PlainText } from '../../http/code-text.js';
import { MoneyAnswer } from '../../http/money-answer.js';
import { PageAnswer } from '../../http/page-answer.js';
import { PageQuery } from '../../http/page-query.js';

export class SubscriptionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: subscriptionStates, description: 'Without it all but `pending`, which nobody has paid for yet.' }) @IsOptional() @IsIn(subscriptionStates) state?: SubscriptionState;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() product?: string;
  @ApiPropertyOptional({ description: 'The number of any of its orders.', maxLength: 40, example: 'SP-7K3MQ-92XTV' }) @IsOptional() @MaxLength(40) @PlainText() q?: string;
}

export class ListedTermsAnswer {
  @ApiProperty({ format: 'uuid' }) variantId: string;
  @ApiProperty({ example: 'Loom software · Professional' }) name: string;
  @ApiProperty({ type: 'integer', example: 3 }) seats: number;
  @ApiProperty({ enum: billingIntervals, example: 'month' }) interval: BillingInterval;
  @ApiProperty({ type: 'integer', example: 1 }) intervalCount: number;
  @ApiProperty({ description: 'Of each period: net and tax.' }) total: MoneyAnswer;
  @ApiProperty({ description: 'Its net for a month, to compare plans with: a year has 12 months, 52 weeks, 365 days.' }) monthly: MoneyAnswer;
}

export class NextChargeAnswer {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty() amount: MoneyAnswer;
}

export class ListedSubscriptionAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'Of the order that began it.', example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ format: 'uuid' }) merchantId: string;
  @ApiProperty() merchantName: string;
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ description: 'Country/region of the buyer.', example: 'KZ' }) country: string;
  @ApiProperty({ enum: subscriptionStates, example: 'active' }) state: SubscriptionState;
  @ApiProperty({ description: 'Whether it is owed for so long that it may not be used.', example: false }) isWithheld: boolean;
  @ApiProperty() terms: ListedTermsAnswer;
  @ApiProperty({ type: ListedTermsAnswer, nullable: true, description: 'From the next period on, where they differ.' }) nextTerms: ListedTermsAnswer | null;
  @ApiProperty({ format: 'date-time' }) since: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The end of what is paid for.' }) periodEnd: string | null;
  @ApiProperty({ type: NextChargeAnswer, nullable: true, description: 'Null where nothing follows, or nobody knows when.' }) nextCharge: NextChargeAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it ends, where its buyer asked for that.' }) endsAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: string | null;
}

export class ListedSubscriptionPageAnswer extends PageAnswer {
  @ApiProperty({ type: [ListedSubscriptionAnswer] }) items: ListedSubscriptionAnswer[];
}

export class SubscriptionPeriodAnswer {
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
  @ApiProperty({ enum: subscriptionRoles, description: '`upgrade`, `seats`: paid for the rest of a period.', example: 'renewal' }) role: SubscriptionRole;
  @ApiProperty({ enum: orderStatuses, example: 'delivered' }) status: OrderStatus;
  @ApiProperty({ type: 'integer', example: 3 }) seats: number;
  @ApiProperty() total: MoneyAnswer;
  @ApiProperty() net: MoneyAnswer;
  @ApiProperty() tax: MoneyAnswer;
  @ApiProperty() refunded: MoneyAnswer;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) paidAt: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'For so many days it was paid.', example: 31 }) days: number | null;
}

export class AskedChangeAnswer {
  @ApiProperty({ enum: changeKinds, example: 'upgrade' }) kind: ChangeKind;
  @ApiProperty({ enum: ['asked', 'done', 'refused'], example: 'done' }) state: 'asked' | 'done' | 'refused';
  @ApiProperty({ format: 'date-time' }) askedAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settledAt: string | null;
}

export class SubscriptionHistoryAnswer extends ListedSubscriptionAnswer {
  @ApiProperty({ type: [SubscriptionPeriodAnswer], description: 'All that was paid, oldest first.' }) periods: SubscriptionPeriodAnswer[];
  @ApiProperty({ type: [AskedChangeAnswer], description: 'All that was asked of it, oldest first.' }) changes: AskedChangeAnswer[];
}

export function wantedSubscriptions({ state, product, q }: SubscriptionsQuery): SubscriptionFilter {
  return { state, productId: product, orderNumber: q };
}

export function listedSubscriptionAnswer(subscription: ListedSubscription, reader: Locale): ListedSubscriptionAnswer {
  const { id, orderNumber, merchantId, merchantName, productId, country, state, isWithheld, terms, nextTerms, since, periodEnd, nextCharge, endsAt, endedAt } = subscription;
  return {
    id, orderNumber, merchantId, merchantName: translation(merchantName, reader).text, productId, country, state, isWithheld, terms: termsAnswer(terms, reader), nextTerms: nextTerms && termsAnswer(nextTerms, reader),
    since: since.toISOString(), periodEnd: iso(periodEnd), nextCharge: nextCharge && { at: nextCharge.at.toISOString(), amount: toWireMoney(nextCharge.amount) }, endsAt: iso(endsAt), endedAt: iso(endedAt),
  };
}

export function subscriptionHistoryAnswer(subscription: SubscriptionHistory, reader: Locale): SubscriptionHistoryAnswer {
  return {
    ...listedSubscriptionAnswer(subscription, reader),
    periods: subscription.periods.map(({ total, net, tax, refunded, paidAt, ...period }) => ({ ...period, total: toWireMoney(total), net: toWireMoney(net), tax: toWireMoney(tax), refunded: toWireMoney(refunded), paidAt: iso(paidAt) })),
    changes: subscription.changes.map(({ kind, state, askedAt, settledAt }) => ({ kind, state, askedAt: askedAt.toISOString(), settledAt: iso(settledAt) })),
  };
}

function termsAnswer({ variantId, productName, variantName, seats, plan: { interval, intervalCount }, total, monthly }: ListedTerms, reader: Locale): ListedTermsAnswer {
  const name = [productName, variantName].map((each) => (each ? translation(each, reader).text : '')).filter(Boolean).join(' · ');
  return { variantId, name, seats, interval, intervalCount, total: toWireMoney(total), monthly: toWireMoney(monthly) };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
