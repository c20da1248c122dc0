import { DomainError } from '@silkport/platform';

/** Stripe takes no card payment in the currency. */
export class CurrencyNotChargeable extends DomainError {
  readonly code = 'payments.currency_not_chargeable';
  readonly status = 422;
}

/** Zero, below Stripe's smallest charge, above its largest, or finer than the step in which the currency is charged. */
export class AmountNotChargeable extends DomainError {
  readonly code = 'payments.amount_not_chargeable';
  readonly status = 422;
}

/** Stripe does not take the address as an e-mail address. */
export class BuyerEmailRefused extends DomainError {
  readonly code = 'payments.buyer_email_refused';
  readonly status = 422;
}

/** Stripe cannot be reached or is overloaded: the same call may succeed later. */
export class PaymentProviderAway extends DomainError {
  readonly code = 'payments.payment_provider_away';
  readonly status = 503;
}

/** Wrong signature, a body that was altered on its way, or a time more than five minutes old. */
export class WebhookSignatureInvalid extends DomainError {
  readonly code = 'payments.webhook_signature_invalid';
  readonly status = 400;
}

/** Stripe says that another amount or currency was paid than the checkout asked for. */
export class ChargeMismatch extends DomainError {
  readonly code = 'payments.charge_mismatch';
  readonly status = 409;
}

/** A checkout was opened for the same reference before, over another amount. */
export class CheckoutDiffers extends DomainError {
  readonly code = 'payments.checkout_differs';
  readonly status = 409;
}

/** No charge is known for the reference. */
export class NothingToRefund extends DomainError {
  readonly code = 'payments.nothing_to_refund';
  readonly status = 404;
}
