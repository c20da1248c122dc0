/**
 * The later of two instants. An answer bears our clock's milliseconds, a notification Stripe's whole seconds: without this, what came second
 * could be told as having been first.
 */
export function later(at: Date, before: Date | null): Date {
  return before && before > at ? before : at;
}
