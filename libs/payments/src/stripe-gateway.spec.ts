import { StripeGateway } from './stripe-gateway.js';

describe('the gateway to Stripe', () => {
  it('does not start without keys', () => {
    expect(() => new StripeGateway({ stripe: undefined })).toThrow(/config\.stripe/);
  });
});
