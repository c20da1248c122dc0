import { StripeError } from '../http/stripe-error.js';
import type { Call } from '../world.js';

const advice = 'Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance';

/** What the account acted on can use of a currency now, in minor units. */
function availableFunds(call: Call, currency: string): number {
  const row = call.database
    .prepare(`select coalesce(sum(json_extract(body, '$.net')), 0) as net from resources where kind = 'balance_transaction' and account is ?
      and json_extract(body, '$.currency') = ? and json_extract(body, '$.available_on') <= ?`)
    .get(call.account, currency, call.clock.nowSeconds());
  return Number(row?.net);
}

/** 400 `balance_insufficient` unless the account acted on can use as much. */
export function checkFunds(call: Call, amountMinor: number, currency: string): void {
  if (availableFunds(call, currency) >= amountMinor) return;
  throw new StripeError(400, { type: 'invalid_request_error', code: 'balance_insufficient', message: `You have insufficient available funds in your Stripe account. ${advice}` });
}
