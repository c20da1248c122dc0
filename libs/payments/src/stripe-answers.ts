import { Logger } from '@nestjs/common';
import { Stripe } from 'stripe';
import { PaymentProviderAway } from './payments.errors.js';

type StripeErrorOfAnyKind = InstanceType<typeof Stripe.errors.StripeError>;

const logger = new Logger('stripe');
const { StripeAPIError, StripeConnectionError, StripeIdempotencyError, StripeInvalidRequestError, StripeRateLimitError } = Stripe.errors;

/** Runs a call to Stripe. @throws PaymentProviderAway where the same call may succeed later; other refusals of Stripe as they are */
export async function askStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isAway(error)) throw error;
    logger.warn(`Stripe cannot answer: ${error.type} ${error.statusCode ?? ''} ${error.message}`);
    throw new PaymentProviderAway();
  }
}

/** The code of Stripe's refusal of a request, such as `resource_missing`; undefined for every other error, empty where it has none. */
export function refusalCode(error: unknown): string | undefined {
  return error instanceof StripeInvalidRequestError ? (error.code ?? '') : undefined;
}

/** The idempotency key was used with other parameters before. */
export function isOtherRequest(error: unknown): boolean {
  return error instanceof StripeIdempotencyError;
}

/** 409 says that a request of the same idempotency key is still under way, which the SDK has waited for in vain. */
function isAway(error: unknown): error is StripeErrorOfAnyKind {
  return error instanceof StripeConnectionError || error instanceof StripeRateLimitError || error instanceof StripeAPIError
    || (error instanceof Stripe.errors.StripeError && error.statusCode === 409);
}
