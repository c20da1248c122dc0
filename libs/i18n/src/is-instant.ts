import { ValidateBy } from 'class-validator';

const instant = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d))?$/;

function isInstant(value: unknown): boolean {
  const [, year, month, day] = (typeof value === 'string' && instant.exec(value)) || [];
  if (year === undefined) return false;
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // A day that no month has would become another one.
  return Number(year) >= 1900 && midnight.getUTCMonth() === Number(month) - 1 && midnight.getUTCDate() === Number(day);
}

/**
 * A moment that is the same wherever it is read: RFC 3339 with its offset from UTC, or a calendar day, which begins at midnight UTC. A time
 * without an offset would be the server's own, and of ISO 8601 weeks and ordinal days `new Date` knows nothing.
 */
export const IsInstant = (): PropertyDecorator => ValidateBy({ name: 'isInstant', validator: { validate: isInstant } });
