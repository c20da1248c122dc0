export const checkoutDraftCookieName = 'silkport_checkout';

const draftFields = ['email', 'name', 'street', 'city', 'region', 'postalCode', 'phone', 'province', 'taxId', 'companyName', 'companyStreet', 'companyPostalCode', 'companyCity', 'companyRegion'] as const;

/** What a buyer has typed at the checkout, kept while the browser is open: prices, country/region and language may change under it. */
export type CheckoutDraft = Readonly<Partial<Record<(typeof draftFields)[number], string>>>;

/** Browsers take cookies of 4,096 bytes with their name and attributes. */
const longestValue = 3600;

/** Base64url, or nothing where it would not fit in a cookie. */
export function writeDraft(typed: Readonly<Record<string, string | undefined>>): string | undefined {
  const kept = draftFields.flatMap((field) => (typed[field] ? [[field, typed[field]]] : []));
  const value = Buffer.from(JSON.stringify(Object.fromEntries(kept))).toString('base64url');
  return kept.length && value.length <= longestValue ? value : undefined;
}

export function readDraft(cookie: string | undefined): CheckoutDraft {
  if (!cookie || cookie.length > longestValue) return {};
  try {
    const stored = JSON.parse(Buffer.from(cookie, 'base64url').toString()) as Record<string, unknown> | null;
    return Object.fromEntries(draftFields.flatMap((field) => (typeof stored?.[field] === 'string' ? [[field, stored[field]]] : [])));
  } catch {
    return {};
  }
}
