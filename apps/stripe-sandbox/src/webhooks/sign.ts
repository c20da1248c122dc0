import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` header: HMAC-SHA256 with the endpoint's secret over `<seconds>.<body>`. */
export function signature(payload: string, secret: string, nowSeconds: number): string {
  const digest = createHmac('sha256', secret).update(`${nowSeconds}.${payload}`).digest('hex');
  return `t=${nowSeconds},v1=${digest}`;
}
