import { parsePhoneNumberFromString, type MetadataJson } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.max.json';

/**
 * Country/region of a telephone number in international form (`+7 701 …` is Kazakhstan, `+7 916 …` Russia), ISO 3166-1 alpha-2;
 * undefined where the number is not valid or belongs to no one country/region.
 */
export function countryOfPhone(phone: string): string | undefined {
  if (phone.length > 40) return undefined;
  const parsed = parsePhoneNumberFromString(phone.trim(), metadata as unknown as MetadataJson);
  return parsed?.isValid() ? parsed.country : undefined;
}
