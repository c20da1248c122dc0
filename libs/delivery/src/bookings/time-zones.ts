/** Zones as the time zone database names them, for a list to choose from. */
export const timeZones: readonly string[] = Intl.supportedValuesOf('timeZone');

/** Where a country/region has several zones: the one that most of its people live by. Else its only one, or the first. */
const mostPopulous: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires', AU: 'Australia/Sydney', BR: 'America/Sao_Paulo', CA: 'America/Toronto', CD: 'Africa/Kinshasa', CL: 'America/Santiago', CN: 'Asia/Shanghai', CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin', EC: 'America/Guayaquil', ES: 'Europe/Madrid', FM: 'Pacific/Pohnpei', ID: 'Asia/Jakarta', KI: 'Pacific/Tarawa', KZ: 'Asia/Almaty', MH: 'Pacific/Majuro', MN: 'Asia/Ulaanbaatar',
  MX: 'America/Mexico_City', MY: 'Asia/Kuala_Lumpur', NZ: 'Pacific/Auckland', PF: 'Pacific/Tahiti', PG: 'Pacific/Port_Moresby', PS: 'Asia/Hebron', PT: 'Europe/Lisbon', RU: 'Europe/Moscow',
  UA: 'Europe/Kiev', US: 'America/New_York', UZ: 'Asia/Tashkent',
};

/** @param country ISO 3166-1 alpha-2 */
export function timeZoneOf(country: string): string {
  const locale = /^[A-Z]{2}$/.test(country) ? new Intl.Locale(`und-${country}`) : undefined;
  return mostPopulous[country] ?? locale?.getTimeZones?.()?.[0] ?? 'UTC';
}

/** Names of IANA only: `+03:00` would not know of daylight saving. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name) || name.length > 60) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
