import type { Read, Shape } from '../parameters/parameter.js';
import type { Call } from '../world.js';

/** One method and path of the API. `run` works inside a transaction and returns the body of the answer. */
export interface Route<S extends Shape = Shape> {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  parameters: S;
  /** Set where the call may be made for a connected account, by `Stripe-Account`. */
  onAccounts?: boolean;
  /** @param sub the id of the second object in the path, e.g. of a reversal of a transfer */
  run(call: Call, given: Read<S>, id: string, sub: string): object;
}

/** Keeps the types of one route's parameters to itself, so that routes of all shapes fit one table. */
export function route<S extends Shape>(definition: Route<S>): Route {
  return definition as unknown as Route;
}
