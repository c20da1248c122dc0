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

/** The refund would give back more than is left of the charge. */
export class RefundAboveCharge extends DomainError {
  readonly code = 'payments.refund_above_charge';
  readonly status = 409;
}

/** Money goes back in the currency in which it came. */
export class RefundCurrencyDiffers extends DomainError {
  readonly code = 'payments.refund_currency_differs';
  readonly status = 422;
}

/** Zero or less. */
export class RefundNotPositive extends DomainError {
  readonly code = 'payments.refund_not_positive';
  readonly status = 422;
}

/** The id belongs to a refund of another charge or amount. */
export class RefundDiffers extends DomainError {
  readonly code = 'payments.refund_differs';
  readonly status = 409;
}

/** No dispute of that id is known. */
export class DisputeUnknown extends DomainError {
  readonly code = 'payments.dispute_unknown';
  readonly status = 404;
}

/** The bank has decided, or takes no evidence any more. */
export class DisputeClosed extends DomainError {
  readonly code = 'payments.dispute_closed';
  readonly status = 409;
}

/** The merchant has no account at the payment provider. */
export class MerchantNotConnected extends DomainError {
  readonly code = 'payments.merchant_not_connected';
  readonly status = 409;
}

/** The payment provider cannot pay out to businesses there. */
export class CountryNotConnectable extends DomainError {
  readonly code = 'payments.country_not_connectable';
  readonly status = 422;
}

/** The id belongs to a transfer to another merchant or of another amount. */
export class TransferDiffers extends DomainError {
  readonly code = 'payments.transfer_differs';
  readonly status = 409;
}

/** No transfer is known that could be reversed, or it has not been sent. */
export class NothingToReverse extends DomainError {
  readonly code = 'payments.nothing_to_reverse';
  readonly status = 409;
}

/** More would be taken back than was sent and is not yet reversed; or nothing, or in another currency. */
export class ReversalAboveTransfer extends DomainError {
  readonly code = 'payments.reversal_above_transfer';
  readonly status = 409;
}

/** The payment provider does not take it back, as where the merchant's account has not got it any more. */
export class ReversalRefused extends DomainError {
  readonly code = 'payments.reversal_refused';
  readonly status = 409;
}

/** The payment provider does not charge this by the period, or not yet. */
export class SubscriptionNotBilled extends DomainError {
  readonly code = 'payments.subscription_not_billed';
  readonly status = 409;
}

/** No held invoice of that id is known. */
export class HeldInvoiceUnknown extends DomainError {
  readonly code = 'payments.held_invoice_unknown';
  readonly status = 404;
}

/** It could be taken meanwhile, or somebody has set it aside. */
export class HeldInvoiceDecided extends DomainError {
  readonly code = 'payments.held_invoice_decided';
  readonly status = 409;
}
