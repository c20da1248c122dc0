import type { Refusal } from './test-cards.js';

const byDeclineCode: Readonly<Record<string, string>> = {
  generic_decline: 'Your card was declined.',
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: 'An error occurred while processing your card. Try again in a little bit.',
};

/** The words of Stripe's API, English only; the payment page has its own in the buyer's language. */
export function refusalMessage(refusal: Refusal): string {
  return byDeclineCode[refusal.declineCode] ?? 'Your card was declined.';
}
