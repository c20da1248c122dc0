import type Stripe from 'stripe';
import type { InvoiceItemObject } from '../billing/objects/invoice-item.js';
import type { InvoicePaymentObject } from '../billing/objects/invoice-payment.js';
import type { InvoiceObject } from '../billing/objects/invoice.js';
import type { PriceObject } from '../billing/objects/price.js';
import type { ScheduleObject } from '../billing/objects/schedule.js';
import type { SubscriptionObject } from '../billing/objects/subscription.js';
import type { TestClockObject } from '../billing/objects/test-clock.js';

/** The objects of the API that are stored, by the name that Stripe gives their kind. */
export interface Resources {
  'checkout.session': Stripe.Checkout.Session;
  payment_intent: Stripe.PaymentIntent;
  charge: Stripe.Charge;
  refund: Stripe.Refund;
  balance_transaction: Stripe.BalanceTransaction;
  customer: Stripe.Customer;
  account: Stripe.Account;
  account_link: AccountLinkObject;
  bank_account: Stripe.BankAccount;
  transfer: Stripe.Transfer;
  transfer_reversal: Stripe.TransferReversal;
  payout: Stripe.Payout;
  dispute: Stripe.Dispute;
  payment_method: Stripe.PaymentMethod;
  webhook_endpoint: Stripe.WebhookEndpoint;
  event: EventObject;
  product: Stripe.Product;
  price: PriceObject;
  setup_intent: Stripe.SetupIntent;
  subscription: SubscriptionObject;
  subscription_schedule: ScheduleObject;
  invoice: InvoiceObject;
  invoiceitem: InvoiceItemObject;
  invoice_payment: InvoicePaymentObject;
  customer_balance_transaction: Stripe.CustomerBalanceTransaction;
  'test_helpers.test_clock': TestClockObject;
}

export type ResourceKind = keyof Resources;
export type ResourceOf<K extends ResourceKind> = Resources[K];

/** A link is known by the word at the end of its address. */
export type AccountLinkObject = Stripe.AccountLink & { id: string };

/** The SDK's event is a union of hundreds of types; the sandbox needs only their common shape. */
export interface EventObject {
  id: string;
  object: 'event';
  account?: string;
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}
