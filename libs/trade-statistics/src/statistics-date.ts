// China keeps UTC+8 in every season and province (since 1992).
const chinaOffsetMilliseconds = 8 * 3_600_000;

/** The ISO 8601 calendar date of an instant in Asia/Shanghai. */
export function statisticsDateOf(instant: Date): string {
  return new Date(instant.getTime() + chinaOffsetMilliseconds).toISOString().slice(0, 10);
}

/** Whether the text is an ISO 8601 date of the calendar: 2026-02-30 is none. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '0001') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
