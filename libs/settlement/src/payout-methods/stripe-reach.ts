import reach from './stripe-reach.json' with { type: 'json' };

const reached: ReadonlySet<string> = new Set(reach.countries);

/** Whether the payment provider can send money to merchants of a country/region; where not (mainland China), a bank file pays them. */
export function stripeReaches(country: string): boolean {
  return reached.has(country);
}
