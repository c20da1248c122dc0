import { countryCards } from './country-cards.js';

export type CardBrand = 'visa' | 'mastercard' | 'amex';

export interface Refusal {
  code: string;
  declineCode: string;
}

/** A card that pays, and what comes of it later. */
export interface Approval {
  kind: 'approve';
  disputeReason?: 'fraudulent' | 'product_not_received' | 'general';
  /** The dispute begins as a question of the bank: nothing is withdrawn. */
  isInquiry?: boolean;
  /** The money can be used at once, not after two days. */
  isAvailableAtOnce?: boolean;
  /** What becomes of a refund after a while. */
  refund?: 'pending' | 'fails';
}

/** What a test card does when it is charged. */
export type CardBehaviour =
  | Approval
  /** `isKept`: the card can be kept for later, and only a charge is refused. */
  | { kind: 'decline'; refusal: Refusal; isKept?: boolean }
  /** `isAskedOnce`: the bank asks when the card is kept, and not when it is charged again without the buyer. */
  | { kind: 'challenge'; refusal?: Refusal; isAskedOnce?: boolean };

export interface TestCard {
  number: string;
  brand: CardBrand;
  behaviour: CardBehaviour;
  /** The name by which Stripe's own test payment method is called, `pm_card_…`. */
  paymentMethod: string;
  /** Where the bank is, ISO 3166-1; US when it is left out. */
  country?: string;
}

const decline = (code: string, declineCode: string): CardBehaviour => ({ kind: 'decline', refusal: { code, declineCode } });

/** Stripe's published test numbers by what they do; the pages list these. No number but these and `countryCards` is ever charged. */
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
  { number: '4000002500003155', brand: 'visa', behaviour: { kind: 'challenge', isAskedOnce: true }, paymentMethod: 'pm_card_authenticationRequiredOnSetup' },
  {
    number: '4000000000000341', brand: 'visa', paymentMethod: 'pm_card_chargeCustomerFail',
    behaviour: { kind: 'decline', refusal: { code: 'card_declined', declineCode: 'generic_decline' }, isKept: true },
  },
  { number: '4000000000000002', brand: 'visa', behaviour: decline('card_declined', 'generic_decline'), paymentMethod: 'pm_card_visa_chargeDeclined' },
  { number: '4000000000009995', brand: 'visa', behaviour: decline('card_declined', 'insufficient_funds'), paymentMethod: 'pm_card_visa_chargeDeclinedInsufficientFunds' },
  { number: '4000000000000069', brand: 'visa', behaviour: decline('expired_card', 'expired_card'), paymentMethod: 'pm_card_chargeDeclinedExpiredCard' },
  { number: '4000000000000127', brand: 'visa', behaviour: decline('incorrect_cvc', 'incorrect_cvc'), paymentMethod: 'pm_card_chargeDeclinedIncorrectCvc' },
  { number: '4000000000000119', brand: 'visa', behaviour: decline('processing_error', 'processing_error'), paymentMethod: 'pm_card_chargeDeclinedProcessingError' },
  { number: '4000000000000259', brand: 'visa', behaviour: { kind: 'approve', disputeReason: 'fraudulent' }, paymentMethod: 'pm_card_createDispute' },
  { number: '4000000000002685', brand: 'visa', behaviour: { kind: 'approve', disputeReason: 'product_not_received' }, paymentMethod: 'pm_card_createDisputeProductNotReceived' },
  { number: '4000000000001976', brand: 'visa', behaviour: { kind: 'approve', disputeReason: 'general', isInquiry: true }, paymentMethod: 'pm_card_createDisputeInquiry' },
  { number: '4000000000000077', brand: 'visa', behaviour: { kind: 'approve', isAvailableAtOnce: true }, paymentMethod: 'pm_card_bypassPending' },
  { number: '4000000000007726', brand: 'visa', behaviour: { kind: 'approve', refund: 'pending' }, paymentMethod: 'pm_card_pendingRefund' },
  { number: '4000000000005126', brand: 'visa', behaviour: { kind: 'approve', refund: 'fails' }, paymentMethod: 'pm_card_refundFail' },
];

/** By the name of Stripe's own payment method: `pm_card_visa`, `pm_card_au`. */
export function findTestMethod(paymentMethod: string): TestCard | undefined {
  return testCards.find((card) => card.paymentMethod === paymentMethod) ?? countryCards.find((card) => card.paymentMethod === paymentMethod);
}

export function findTestCard(number: string): TestCard | undefined {
  return testCards.find((card) => card.number === number) ?? countryCards.find((card) => card.number === number);
}
