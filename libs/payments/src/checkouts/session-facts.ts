import type { Stripe } from 'stripe';
import { isId, type Money } from '@silkport/values';
import { ourMark } from './session-terms.js';
import { fromStripeAmount } from '../stripe-amount.js';
import type { CheckoutStatus } from './checkout.entity.js';
import type { Session } from '../stripe-gateway.js';

/** What Stripe says of one of our sessions. */
export interface SessionFacts {
  readonly sessionId: string;
  readonly reference: string;
  readonly amount: Money;
  /** `open` also for a payment that was begun and takes its days, as bank debits do. */
  readonly status: CheckoutStatus;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  /** When it was so: by Stripe's clock where an event told of it. */
  readonly seenAt: Date;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
  readonly capturedAt: Date;
  /** Of the address that was given on the payment page. */
  readonly billingCountry: string | null;
}

/** Whether we opened the session, and not another system on the same account. */
export function isOurs(session: Session): session is Session & { client_reference_id: string } {
  return session.metadata?.silkport === ourMark.silkport && isId(session.client_reference_id ?? '');
}

/** @throws CurrencyNotChargeable or AmountNotChargeable for what we never asked for */
export function factsOf(session: Session, seenAt: Date): SessionFacts {
  if (!isOurs(session)) throw new Error(`The session ${session.id} is not ours`);
  const intent = typeof session.payment_intent === 'string' ? undefined : (session.payment_intent ?? undefined);
  const charge = typeof intent?.latest_charge === 'string' ? undefined : (intent?.latest_charge ?? undefined);
  return {
    sessionId: session.id,
    reference: session.client_reference_id,
    amount: fromStripeAmount({ amount: session.amount_total ?? 0, currency: session.currency ?? '' }),
    status: statusOf(session, intent),
    openedAt: instant(session.created),
    expiresAt: instant(session.expires_at),
    seenAt,
    paymentIntentId: idOf(session.payment_intent),
    chargeId: idOf(intent?.latest_charge ?? null),
    capturedAt: charge ? instant(charge.created) : seenAt,
    billingCountry: session.customer_details?.address?.country ?? null,
  };
}

/** A subscription's own first invoice says that it is paid. */
function statusOf({ mode, status, payment_status }: Session, intent: Stripe.PaymentIntent | undefined): CheckoutStatus {
  if (mode === 'subscription') return status === 'expired' ? 'expired' : 'open';
  if (payment_status === 'paid') return 'paid';
  const failedLater = status === 'complete' && (intent?.status === 'requires_payment_method' || intent?.status === 'canceled');
  return status === 'expired' || failedLater ? 'expired' : 'open';
}

function idOf(reference: string | { readonly id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

function instant(seconds: number): Date {
  return new Date(seconds * 1000);
}
