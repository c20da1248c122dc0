/** A moment within the next hours. Where the reader is nobody knows for sure, so the zone is named. */
export const clockTime: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' };
