/** Every word of the hosted pages. */
export interface PageMessages {
  pay: string;
  payTo(merchant: string): string;
  paymentDetails: string;
  contact: string;
  email: string;
  cardDetails: string;
  cardNumber: string;
  expiry: string;
  expiryHint: string;
  cvc: string;
  cvcHint: string;
  nameOnCard: string;
  country: string;
  chooseCountry: string;
  quantity(count: string): string;
  each(price: string): string;
  total: string;
  orderSummary: string;
  payAmount(amount: string): string;
  back(merchant: string): string;
  language: string;
  testMode: string;
  testCards: string;
  testCardsHint: string;
  cards: { success: string; declined: string; insufficient: string; expired: string; cvc: string; processing: string; challenge: string; dispute: string; inquiry: string; atOnce: string; refundLater: string; refundFails: string };
  problems: string;
  errors: {
    emailMissing: string; emailInvalid: string; numberMissing: string; numberInvalid: string; numberNotTest: string;
    expiryInvalid: string; expiryPast: string; cvcInvalid: string; nameMissing: string; countryMissing: string;
  };
  declines: { generic: string; insufficient: string; expired: string; cvc: string; processing: string; authentication: string };
  bankTitle: string;
  bankText(merchant: string, amount: string, last4: string): string;
  bankComplete: string;
  bankFail: string;
  paidTitle: string;
  paidText: string;
  goOn: string;
  expiredTitle: string;
  expiredText: string;
  missingTitle: string;
  missingText: string;
}
