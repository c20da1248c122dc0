// China keeps UTC+8 in every season and province (since 1992).
const chinaOffsetMilliseconds = 8 * 3_600_000;

/** The ISO 8601 calendar date of an instant in Asia/Shanghai. */
export function statisticsDateOf(instant: Date): string {
  return new Date(instant.getTime() + chinaOffsetMilliseconds).toISOString().slice(0, 10);
}
