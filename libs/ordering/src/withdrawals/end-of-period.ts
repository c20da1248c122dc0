const dayMilliseconds = 24 * 60 * 60 * 1000;

/**
 * The end of the last day of a period, in UTC: the day on which it begins is not counted (Regulation 1182/71, Art. 3 (1)).
 * @param weekendOf where a last day on the weekend of that country/region moves to the next working day (Art. 3 (4)). Public holidays are
 * not known here, and so do not move it: a buyer may have a day more by law than is shown.
 */
export function endOfPeriod(from: Date, days: number, weekendOf: string | undefined): Date {
  const startOfDay = Date.UTC(from.getUTCFullYear(), from.getUTCMonth(), from.getUTCDate());
  const lastDay = new Date(startOfDay + days * dayMilliseconds);
  const weekend = weekendOf === undefined ? [] : weekendIn(weekendOf);
  while (weekend.includes(lastDay.getUTCDay() || 7)) lastDay.setUTCDate(lastDay.getUTCDate() + 1);
  return new Date(lastDay.getTime() + dayMilliseconds);
}

/** Days of the week, Monday is 1: Friday and Saturday in some markets. */
function weekendIn(country: string): readonly number[] {
  return new Intl.Locale(`und-${country}`).getWeekInfo().weekend;
}
