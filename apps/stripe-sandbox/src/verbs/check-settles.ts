import { invalidRequest } from '../http/stripe-error.js';
import type { Call } from '../world.js';

/** 400 for a currency that the sandbox settles in another one and has no rate for. */
export function checkSettles({ exchange }: Call, currency: string, param: string): void {
  if (exchange.settlementCurrency === null || exchange.knows(currency)) return;
  throw invalidRequest(`The sandbox has no exchange rate from ${currency} to ${exchange.settlementCurrency}. Add one to SANDBOX_RATES_FILE.`, { param });
}
