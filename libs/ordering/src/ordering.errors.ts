import { DomainError } from '@silkport/platform';

/** The country/region is none of the markets that we sell to. */
export class CountryUnknown extends DomainError {
  readonly code = 'ordering.country_unknown';
  readonly status = 400;
}

export class QuoteUnknown extends DomainError {
  readonly code = 'ordering.quote_unknown';
  readonly status = 404;
}

/** Prices are promised for half an hour. */
export class QuoteExpired extends DomainError {
  readonly code = 'ordering.quote_expired';
  readonly status = 410;
}

/** One quote becomes one order, whatever key a second attempt brings. */
export class QuoteAlreadyOrdered extends DomainError {
  readonly code = 'ordering.quote_already_ordered';
  readonly status = 409;
}

export class OrderUnknown extends DomainError {
  readonly code = 'ordering.order_unknown';
  readonly status = 404;
}

/** A parcel needs somewhere to go. */
export class RecipientMissing extends DomainError {
  readonly code = 'ordering.recipient_missing';
  readonly status = 400;
}

/** A business with a tax number has its invoices made out to its name and address. */
export class BusinessMissing extends DomainError {
  readonly code = 'ordering.business_missing';
  readonly status = 400;
}

/** Below what a card payment can be made for; `minimum` is the smallest order in its currency. */
export class OrderTooSmall extends DomainError {
  readonly code = 'ordering.order_too_small';
  readonly status = 422;
}

/** Above what a card payment can be made for in this currency. */
export class OrderTooLarge extends DomainError {
  readonly code = 'ordering.order_too_large';
  readonly status = 422;
}

/** The order cannot go from its status to the one asked for. */
export class TransitionRefused extends DomainError {
  readonly code = 'ordering.transition_refused';
  readonly status = 409;
}

/** Digital content of a market where the right of withdrawal is given up only expressly: it is not delivered without that. */
export class ImmediateDeliveryConsentMissing extends DomainError {
  readonly code = 'ordering.immediate_delivery_consent_missing';
  readonly status = 422;
}

export class OrderLineUnknown extends DomainError {
  readonly code = 'ordering.order_line_unknown';
  readonly status = 404;
}

/** What was not paid cannot be given back. */
export class OrderNotPaid extends DomainError {
  readonly code = 'ordering.order_not_paid';
  readonly status = 409;
}

/** The buyer's bank has taken the money already, and decides who gets it. */
export class OrderInDispute extends DomainError {
  readonly code = 'ordering.order_in_dispute';
  readonly status = 409;
}

/** `left` is what can still be given back. */
export class RefundAbovePaid extends DomainError {
  readonly code = 'ordering.refund_above_paid';
  readonly status = 422;
}

/** A refund is made in the order's currency, at the order's rate. */
export class RefundInOtherCurrency extends DomainError {
  readonly code = 'ordering.refund_in_other_currency';
  readonly status = 422;
}

export class RefundNotAboveZero extends DomainError {
  readonly code = 'ordering.refund_not_positive';
  readonly status = 422;
}

/** One refund names a line once: what is wanted of it is one amount. */
export class RefundLineTwice extends DomainError {
  readonly code = 'ordering.refund_line_twice';
  readonly status = 422;
}

/** The payment provider sends multiples of `step` only: ten fils. */
export class RefundNotInSteps extends DomainError {
  readonly code = 'ordering.refund_not_in_steps';
  readonly status = 422;
}

/** No refund of that id, or not of this order. */
export class RefundUnknown extends DomainError {
  readonly code = 'ordering.refund_unknown';
  readonly status = 404;
}

/** Only what has failed is sent again. */
export class RefundNotFailed extends DomainError {
  readonly code = 'ordering.refund_not_failed';
  readonly status = 409;
}

/** Only an order that is held can be released or refused. */
export class OrderNotHeld extends DomainError {
  readonly code = 'ordering.order_not_held';
  readonly status = 409;
}

/** The law gives no right to withdraw from this, or none any more. */
export class WithdrawalNotPossible extends DomainError {
  readonly code = 'ordering.withdrawal_not_possible';
  readonly status = 409;
}

/** Its buyer has withdrawn from this line already: its money is back, or follows. */
export class LineAlreadyWithdrawn extends DomainError {
  readonly code = 'ordering.line_already_withdrawn';
  readonly status = 409;
}

/** Nobody has withdrawn from this line, or nothing was sent that could come back. */
export class ReturnNotExpected extends DomainError {
  readonly code = 'ordering.return_not_expected';
  readonly status = 409;
}

export class WithdrawalUnknown extends DomainError {
  readonly code = 'ordering.withdrawal_unknown';
  readonly status = 404;
}

/** What is charged by the period has an order of its own. */
export class SubscriptionOrderedAlone extends DomainError {
  readonly code = 'ordering.subscription_ordered_alone';
  readonly status = 422;
}

/** What was to be given back is no piece of a subscription's period that still runs, so there is no seat whose charging could end. */
export class SeatsNotGivenUp extends DomainError {
  readonly code = 'ordering.seats_not_given_up';
  readonly status = 422;
}

/** There is no subscription behind this order. */
export class SubscriptionUnknown extends DomainError {
  readonly code = 'ordering.subscription_unknown';
  readonly status = 404;
}

/** As it stands, this cannot be done with it: it has ended, rests, is owed or still tried out. */
export class SubscriptionChangeRefused extends DomainError {
  readonly code = 'ordering.subscription_change_refused';
  readonly status = 409;
}

/** Something else was asked of it a moment ago, and is not done yet. */
export class SubscriptionChanging extends DomainError {
  readonly code = 'ordering.subscription_changing';
  readonly status = 409;
}

/** A trial was quoted, and whoever orders has had one of this product: quoted for them, the first period is charged at once. */
export class TrialGiven extends DomainError {
  readonly code = 'ordering.trial_given';
  readonly status = 409;
}

/** No plan of this product, or the one that there is. */
export class PlanNotOffered extends DomainError {
  readonly code = 'ordering.plan_not_offered';
  readonly status = 422;
}
