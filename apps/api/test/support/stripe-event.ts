import { createHmac, randomUUID } from 'node:crypto';

/** An event of Stripe that is not about us, as its bytes. */
export function stripeEvent(): string {
  return JSON.stringify({ id: `evt_${randomUUID()}`, object: 'event', type: 'customer.created', created: Math.floor(Date.now() / 1000), data: { object: { id: 'cus_1', object: 'customer' } } });
}

/** The header `stripe-signature`, by Stripe's scheme v1: HMAC-SHA-256 over `<seconds>.<body>`. */
export function signedBy(secret: string, body: string, at = new Date()): string {
  const seconds = Math.floor(at.getTime() / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}
