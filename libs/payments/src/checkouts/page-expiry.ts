const minute = 60_000;
/** Stripe wants 30 minutes to 24 hours by its own clock: the margin is for the way there and for clocks that differ. */
const shortest = 32 * minute;
const longest = 24 * 60 * minute - 7 * minute;
/** Calls shortly after each other ask for the same instant, as the same idempotency key demands. */
const grain = 5 * minute;

/** When the payment page closes: as wished, in whole seconds, within what Stripe allows. */
export function pageExpiry(wished: Date, now: Date): Date {
  const earliest = now.getTime() + shortest;
  const latest = now.getTime() + longest;
  if (wished.getTime() < earliest) return new Date(Math.ceil(earliest / grain) * grain);
  if (wished.getTime() > latest) return new Date(Math.floor(latest / grain) * grain);
  return new Date(Math.floor(wished.getTime() / 1000) * 1000);
}
