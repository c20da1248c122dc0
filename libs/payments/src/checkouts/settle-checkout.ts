import { Logger } from '@nestjs/common';
import { prepared, publication, publishing, statement, type Outbox, type Statement, type Tx } from '@silkport/platform';
import { money, newId, sameMoney } from '@silkport/values';
import type { CheckoutStatus } from './checkout.entity.js';
import { checkoutExpired, paymentCaptured, type PaymentCaptured } from '../payments.events.js';
import { ChargeMismatch } from '../payments.errors.js';
import type { SessionFacts } from './session-facts.js';

export interface Settlement {
  /** Whether this call was the one that changed something. */
  readonly applied: boolean;
  readonly status: CheckoutStatus;
}

interface StoredTerms { status: CheckoutStatus; stripe_session_id: string; amount_minor: bigint; currency: string }

const logger = new Logger('payments');

const terms = 'id, reference, amount_minor, currency, status, stripe_session_id, expires_at, opened_at, asked_at, settled_at';

/**
 * Common table expressions for a checkout that is stored and for one whose insert after the call to Stripe has not happened. Whoever
 * is second waits for the first and changes nothing. Not an upsert: ON CONFLICT guards one unique index, and while the row is being
 * updated by another an insert may run into the other one, on the session.
 */
const settling = (status: CheckoutStatus, where: string) => `
  updated AS (
    UPDATE payments.checkouts SET status = '${status}', settled_at = $8 WHERE reference = $2 AND stripe_session_id = $5 AND ${where}
    RETURNING id, reference, amount_minor, currency
  ),
  inserted AS (
    INSERT INTO payments.checkouts (${terms}) SELECT $1::uuid, $2::uuid, $3::bigint, $4::text, '${status}', $5::text, $6::timestamptz, $7::timestamptz, $8::timestamptz, $8::timestamptz
    WHERE NOT EXISTS (SELECT FROM payments.checkouts WHERE reference = $2) ON CONFLICT DO NOTHING
    RETURNING id, reference, amount_minor, currency
  ),
  settled AS (SELECT * FROM updated UNION ALL SELECT * FROM inserted)`;

const capture = statement('payments.capture_checkout', `
  WITH ${settling('paid', "status <> 'paid' AND amount_minor = $3 AND currency = $4")},
  charge AS (
    INSERT INTO payments.charges (id, checkout_id, reference, amount_minor, currency, stripe_payment_intent_id, stripe_charge_id, captured_at)
    SELECT $9::uuid, id, reference, amount_minor, currency, $10::text, $11::text, $12::timestamptz FROM settled
    RETURNING checkout_id
  ),
  inbox AS (
    INSERT INTO payments.stripe_events (id, type, received_at) SELECT $13::text, $14::text, $15::timestamptz FROM charge WHERE $13::text IS NOT NULL ON CONFLICT DO NOTHING
  ),
  ${publishing({ from: 'charge', first: 16, more: "jsonb_build_object('checkoutId', checkout_id)" })}
  SELECT checkout_id FROM charge`);

const expire = statement('payments.expire_checkout', `WITH ${settling('expired', "status = 'open'")} SELECT id FROM settled`);

/** The event of Stripe's that tells of a payment, to be noted in the inbox. */
export interface InboxEvent { readonly id: string; readonly type: string; readonly receivedAt: Date }

/** Where the statement runs: in a transaction, or as one of its own. */
type Run = (statement: Statement, values: readonly unknown[]) => Promise<object[]>;

/**
 * Captures the payment in one statement, with the charge, the event for the world and the note in the inbox: all of it or, where it
 * was captured before or must not be, nothing. @returns whether this call captured it
 */
export async function captureNow(run: Run, facts: SessionFacts, event?: InboxEvent): Promise<boolean> {
  if (!facts.paymentIntentId) throw new Error(`The paid session ${facts.sessionId} names no payment`);
  const charge = [newId(), facts.paymentIntentId, facts.chargeId, facts.capturedAt];
  const captured = publication(paymentCaptured, captureOf(facts));
  const rows = await run(capture, [...termsOf(facts), ...charge, event?.id ?? null, event?.type ?? null, event?.receivedAt ?? null, ...captured]);
  return rows.length > 0;
}

/**
 * Records that the buyer has paid, once, whoever tells of it first: webhook, browser or sweep. Money that comes after the checkout
 * was taken for expired is captured all the same, since it has been taken. @throws ChargeMismatch
 */
export async function captureCheckout(tx: Tx, _outbox: Outbox, facts: SessionFacts): Promise<Settlement> {
  const isCaptured = await captureNow((statement, values) => prepared(tx, statement, values), facts);
  return isCaptured ? { applied: true, status: 'paid' } : unchanged(tx, facts);
}

/** Records that the page was abandoned. A checkout that is paid stays paid. */
export async function expireCheckout(tx: Tx, outbox: Outbox, facts: SessionFacts): Promise<Settlement> {
  const [settled] = await prepared<{ id: string }>(tx, expire, termsOf(facts));
  if (!settled) return unchanged(tx, facts);
  await outbox.publish(tx, checkoutExpired, { checkoutId: settled.id, reference: facts.reference });
  return { applied: true, status: 'expired' };
}

function captureOf({ reference, amount, capturedAt, billingCountry }: SessionFacts): Omit<PaymentCaptured, 'checkoutId'> {
  return { reference, charged: amount, capturedAt: capturedAt.toISOString(), billingCountry };
}

function termsOf({ reference, amount, sessionId, expiresAt, openedAt, seenAt }: SessionFacts): unknown[] {
  return [newId(), reference, amount.amountMinor, amount.currency, sessionId, expiresAt, openedAt, seenAt];
}

/** Tells the settled checkout from the one that must not be settled by these facts. */
async function unchanged(tx: Tx, facts: SessionFacts): Promise<Settlement> {
  const [stored]: StoredTerms[] = await tx.query('SELECT status, stripe_session_id, amount_minor, currency FROM payments.checkouts WHERE reference = $1', [facts.reference]);
  if (!stored) throw new Error(`The checkout of ${facts.reference} vanished between two statements`);
  if (stored.stripe_session_id !== facts.sessionId) {
    logger.error(`Stripe calls ${facts.sessionId} ${facts.status}, yet ${facts.reference} has the session ${stored.stripe_session_id}`);
  } else if (!sameMoney(money(stored.amount_minor, stored.currency), facts.amount)) {
    logger.error(`Stripe took ${facts.amount.amountMinor} ${facts.amount.currency} by ${facts.sessionId} where ${stored.amount_minor} ${stored.currency} was asked for`);
    throw new ChargeMismatch();
  }
  return { applied: false, status: stored.status };
}
