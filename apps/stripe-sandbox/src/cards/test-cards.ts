export type CardBrand = 'visa' | 'mastercard' | 'amex';

export interface Refusal {
  code: string;
  declineCode: string;
}

/** What a test card does when it is charged. */
export type CardBehaviour =
  | { kind: 'approve'; disputeReason?: 'fraudulent' | 'product_not_received' }
  | { kind: 'decline'; refusal: Refusal }
  | { kind: 'challenge'; refusal?: Refusal };

export interface TestCard {
  number: string;
  brand: CardBrand;
  behaviour: CardBehaviour;
  /** The name by which Stripe's own test payment method is called, `pm_card_…`. */
  paymentMethod: string;
}

const decline = (code: string, declineCode: string): CardBehaviour => ({ kind: 'decline', refusal: { code, declineCode } });

/** Stripe's published test numbers; no other number is ever charged. */
export const testCards: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', behaviour: { kind: 'approve' }, paymentMethod: 'pm_card_visa' },
  { number: '5555555555554444', brand: 'mastercard', behaviour: { kind: 'approve' }, paymentMethod: 'pm_card_mastercard' },
  { number: '378282246310005', brand: 'amex', behaviour: { kind: 'approve' }, paymentMethod: 'pm_card_amex' },
  { number: '4000002760003184', brand: 'visa', behaviour: { kind: 'challenge' }, paymentMethod: 'pm_card_authenticationRequired' },
  { number: '4000000000003220', brand: 'visa', behaviour: { kind: 'challenge' }, paymentMethod: 'pm_card_threeDSecure2Required' },
  {
    number: '4000008400001629', brand: 'visa', paymentMethod: 'pm_card_threeDSecureRequiredChargeDeclined',
    behaviour: { kind: 'challenge', refusal: { code: 'card_declined', declineCode: 'generic_decline' } },
  },
  { number: '4000000000000002', brand: 'visa', behaviour: decline('card_declined', 'generic_decline'), paymentMethod: 'pm_card_visa_chargeDeclined' },
  { number: '4000000000009995', brand: 'visa', behaviour: decline('card_declined', 'insufficient_funds'), paymentMethod: 'pm_card_visa_chargeDeclinedInsufficientFunds' },
  { number: '4000000000000069', brand: 'visa', behaviour: decline('expired_card', 'expired_card'), paymentMethod: 'pm_card_chargeDeclinedExpiredCard' },
  { number: '4000000000000127', brand: 'visa', behaviour: decline('incorrect_cvc', 'incorrect_cvc'), paymentMethod: 'pm_card_chargeDeclinedIncorrectCvc' },
  { number: '4000000000000119', brand: 'visa', behaviour: decline('processing_error', 'processing_error'), paymentMethod: 'pm_card_chargeDeclinedProcessingError' },
  { number: '4000000000000259', brand: 'visa', behaviour: { kind: 'approve', disputeReason: 'fraudulent' }, paymentMethod: 'pm_card_createDispute' },
  { number: '4000000000002685', brand: 'visa', behaviour: { kind: 'approve', disputeReason: 'product_not_received' }, paymentMethod: 'pm_card_createDisputeProductNotReceived' },
];

export function findTestCard(number: string): TestCard | undefined {
  return testCards.find((card) => card.number === number);
}
