import { ApiProperty } from '@nestjs/swagger';
import { billingIntervals, type BillingInterval } from '@silkport/catalog';
import { mayBeAsked, subscriptionStates, type PricedChange, type SubscriptionState, type SubscriptionView } from '@silkport/ordering';
import { toWireMoney } from '@silkport/pricing';
import { money, translation, type Locale } from '@silkport/values';
import { MoneyAnswer } from '../../http/money-answer.js';

const asks = ['pause', 'resume', 'cancel', 'keep', 'retry', 'upgrade', 'downgrade', 'seats', 'fewer_seats'] as const;
type Ask = (typeof asks)[number];

export class SubscriptionTermsAnswer {
  @ApiProperty({ format: 'uuid' }) variantId: string;
  @ApiProperty({ example: 'Loom software · Professional' }) name: string;
  @ApiProperty({ type: 'integer', example: 3 }) seats: number;
  @ApiProperty({ description: 'Of each period: net and tax.' }) total: MoneyAnswer;
  @ApiProperty({ enum: billingIntervals, example: 'month' }) interval: BillingInterval;
  @ApiProperty({ type: 'integer', example: 1 }) intervalCount: number;
}

export class SubscriptionCardAnswer {
  @ApiProperty({ example: 'visa' }) brand: string;
  @ApiProperty({ example: '4242' }) last4: string;
}

export class SubscriptionAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: subscriptionStates, example: 'active' }) state: SubscriptionState;
  @ApiProperty({ description: 'Whether it is owed for so long that it may not be used.', example: false }) isWithheld: boolean;
  @ApiProperty() terms: SubscriptionTermsAnswer;
  @ApiProperty({ type: SubscriptionTermsAnswer, nullable: true, description: 'From the next period on, where they differ.' }) nextTerms: SubscriptionTermsAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) trialEndsAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The end of what is paid for, and the next charge unless it ends.' }) periodEnd: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it ends, where its buyer asked for that.' }) endsAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of a paused one; null where no day was named.' }) resumesAt: string | null;
  @ApiProperty({ type: MoneyAnswer, nullable: true, description: 'Null where nothing follows.' }) nextCharge: MoneyAnswer | null;
  @ApiProperty({ type: SubscriptionCardAnswer, nullable: true }) card: SubscriptionCardAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of what is owed: when it is tried again.' }) nextAttemptAt: string | null;
  @ApiProperty({ description: 'A change is being made.', example: false }) isChanging: boolean;
  @ApiProperty({ description: 'The last change could not be made, as where the card was refused.', example: false }) wasRefused: boolean;
  @ApiProperty({ enum: asks, isArray: true, description: 'What can be asked of it now.' }) possible: Ask[];
}

export class PricedChangeAnswer {
  @ApiProperty({ description: 'Charged when the change is made: for the rest of the period, or, of another interval, for a whole one that begins then, less `credited`. Zero for what holds from the next period on, and within a trial.' }) due: MoneyAnswer;
  @ApiProperty({ description: 'Taken off `due` already, for what is left of the paid period.' }) credited: MoneyAnswer;
  @ApiProperty({ description: 'Of each period from then on.' }) recurring: MoneyAnswer;
  @ApiProperty({ enum: billingIntervals, example: 'year' }) interval: BillingInterval;
  @ApiProperty({ type: 'integer', example: 1 }) intervalCount: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When `recurring` is charged first.' }) nextChargeAt: string | null;
  @ApiProperty({ description: 'Otherwise from the next period on.', example: true }) holdsAtOnce: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Sent with the change within half an hour, exactly `due` is charged.' }) proratedAt: string | null;
}

export class SubscriptionChangeAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() subscription: SubscriptionAnswer;
}

export class CardPageAnswer {
  @ApiProperty({ description: 'The payment provider’s page on which another card is given.', format: 'uri' }) url: string;
}

export function subscriptionAnswer(subscription: SubscriptionView, reader: Locale): SubscriptionAnswer {
  const { id, state, isWithheld, terms, nextTerms, trialEndsAt, periodEnd, endsAt, endedAt, resumesAt, card, owed, isChanging, wasRefused, currency } = subscription;
  const goesOn = state !== 'ended' && endsAt === null;
  const standing = { state, endsAt, nextTermsId: nextTerms?.id ?? null };
  return {
    id, state, isWithheld, terms: termsAnswer(terms, currency, reader), nextTerms: nextTerms && termsAnswer(nextTerms, currency, reader), trialEndsAt: iso(trialEndsAt), periodEnd: iso(periodEnd), endsAt: iso(endsAt),
    endedAt: iso(endedAt), resumesAt: iso(resumesAt), nextCharge: goesOn ? toWireMoney(money((nextTerms ?? terms).line.totalMinor, currency)) : null, card, nextAttemptAt: owed?.nextAttemptAt ?? null,
    isChanging, wasRefused, possible: asks.filter((ask) => mayBeAsked(ask, standing)),
  };
}

export function pricedChangeAnswer({ due, credited, recurring, nextChargeAt, proratedAt, terms: { holdsAtOnce, line } }: PricedChange): PricedChangeAnswer {
  const { interval, intervalCount } = line.subscription.plan;
  return { due: toWireMoney(due), credited: toWireMoney(credited), recurring: toWireMoney(recurring), interval, intervalCount, nextChargeAt: iso(nextChargeAt), holdsAtOnce, proratedAt: iso(proratedAt) };
}

function termsAnswer({ variantId, seats, line }: SubscriptionView['terms'], currency: string, reader: Locale): SubscriptionTermsAnswer {
  const name = [line.productName, line.variantName].map((each) => (each ? translation(each, reader).text : '')).filter(Boolean).join(' · ');
  const { interval, intervalCount } = line.subscription.plan;
  return { variantId, name, seats, total: toWireMoney(money(line.totalMinor, currency)), interval, intervalCount };
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
