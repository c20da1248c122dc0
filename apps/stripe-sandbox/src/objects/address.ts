export function emptyAddress(country: string | null = null) {
  return { city: null, country, line1: null, line2: null, postal_code: null, state: null };
}
