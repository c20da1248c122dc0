import type { QuotaPeriod } from './api-plan.entity.js';

/** What a call left behind of its limits; counts in units, null where there is no limit. */
export interface CallStanding {
  readonly quota: number | null;
  readonly quotaPeriod: QuotaPeriod;
  readonly usedUnits: number;
  readonly extraUnits: number;
  readonly perSecond: number | null;
  readonly perMinute: number | null;
  readonly secondCalls: number;
  readonly minuteCalls: number;
}

/** Units that can still be taken; null where nothing is counted down. */
export function unitsLeft({ quota, usedUnits, extraUnits }: Pick<CallStanding, 'quota' | 'usedUnits' | 'extraUnits'>): number | null {
  return quota === null ? null : Math.max(0, quota - usedUnits) + extraUnits;
}

/** When the quota begins anew; undefined where it never does. */
export function quotaRenewedAt(period: QuotaPeriod, now: Date): Date | undefined {
  if (period === 'purchase') return undefined;
  return new Date(period === 'day' ? Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1) : Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1));
}

const secondsUntil = (later: Date, now: Date) => Math.max(1, Math.ceil((later.getTime() - now.getTime()) / 1000));

/** The `RateLimit-Policy` and `RateLimit` fields of the IETF's draft "RateLimit header fields for HTTP". */
export function quotaHeaders(standing: CallStanding, now: Date): Record<string, string> {
  const { quota, quotaPeriod, perSecond, perMinute, secondCalls, minuteCalls } = standing;
  const renewed = quotaRenewedAt(quotaPeriod, now);
  const left = unitsLeft(standing);
  const limits = [
    ...(quota === null || left === null ? [] : [{ name: 'quota', limit: quota, left, window: quotaPeriod === 'day' ? 86_400 : undefined, reset: renewed && secondsUntil(renewed, now) }]),
    ...(perMinute === null ? [] : [{ name: 'minute', limit: perMinute, left: perMinute - minuteCalls, window: 60, reset: 60 - now.getUTCSeconds() }]),
    ...(perSecond === null ? [] : [{ name: 'second', limit: perSecond, left: perSecond - secondCalls, window: 1, reset: 1 }]),
  ];
  if (!limits.length) return {};
  return {
    'ratelimit-policy': limits.map(({ name, limit, window }) => `"${name}";q=${limit}${window ? `;w=${window}` : ''}`).join(', '),
    ratelimit: limits.map(({ name, left: rest, reset }) => `"${name}";r=${Math.max(0, rest)}${reset ? `;t=${reset}` : ''}`).join(', '),
  };
}

/** Seconds after which a call that was too fast may be repeated. */
export function retryAfterSeconds({ perMinute, minuteCalls }: CallStanding, now: Date): number {
  return perMinute !== null && minuteCalls >= perMinute ? 60 - now.getUTCSeconds() : 1;
}
