import type Stripe from 'stripe';

/** A session of one thing for 12.50 EUR, with what a test wants different. */
export function aSession(changes: Partial<Stripe.Checkout.SessionCreateParams> = {}): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 1250, product_data: { name: 'Lacquer box' } } }],
    success_url: 'http://localhost:3000/en/orders/1?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://localhost:3000/en/basket',
    ...changes,
  };
}

/** A filled payment page. */
export function aCardForm(card: string, changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ email: 'aigerim@example.kz', card_number: card, card_expiry: '12 / 34', card_cvc: '123', name: 'Айгерим Сейтова', country: 'KZ', ...changes });
}
