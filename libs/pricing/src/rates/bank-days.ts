const dayMilliseconds = 86_400_000;

/**
 * Whether reference rates are made on a day: neither at weekends nor on the closing days of the euro's settlement system. Source:
 * European Central Bank, "TARGET closing days": New Year's Day, Good Friday, Easter Monday, 1 May, 25 and 26 December.
 */
export function isBankDay(day: Date): boolean {
  const weekday = day.getUTCDay();
  if (weekday === 0 || weekday === 6) return false;
  const monthAndDay = day.toISOString().slice(5, 10);
  if (['01-01', '05-01', '12-25', '12-26'].includes(monthAndDay)) return false;
  const daysFromEaster = Math.round((day.getTime() - easterSunday(day.getUTCFullYear())) / dayMilliseconds);
  return daysFromEaster !== -2 && daysFromEaster !== 1;
}

/** Whole and broken hours on bank days from the end of a calendar date (`2026-11-20`, UTC) to an instant; stops counting above `most`. */
export function bankHoursSince(date: string, instant: Date, most: number): number {
  let hours = 0;
  for (let day = Date.parse(`${date}T00:00:00Z`) + dayMilliseconds; day < instant.getTime() && hours <= most; day += dayMilliseconds) {
    if (isBankDay(new Date(day))) hours += Math.min(24, (instant.getTime() - day) / 3_600_000);
  }
  return hours;
}

/** Midnight UTC of the Gregorian Easter Sunday. Source: the anonymous algorithm (Nature, 1876), as in Meeus, "Astronomical Algorithms", ch. 8. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1);
}
