/**
 * SQL: whether the period of a meter `m` was begun by a clock that was wrong: it lies beyond the next one. A clock that goes back by less brings nothing back.
 * @param period column with the plan's, which is not `purchase` @param now parameter
 */
export function isAstray(period: string, now: string): string {
  return `m.period_at >= date_trunc(${period}, ${now}::timestamptz, 'UTC') + 2 * ('1 ' || ${period})::interval`;
}
