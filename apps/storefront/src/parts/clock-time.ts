/** A moment within the next hours. Where the reader is nobody knows for sure, so the zone is named. */
export const clockTime: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' };

/** A moment to the second, where it proves something: the same as in the mail about it. */
export const utcSecond: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: 'UTC', timeZoneName: 'short' };

/** A moment of some day, to the minute: for lists of what happened. */
export const utcMinute: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC', timeZoneName: 'short' };
