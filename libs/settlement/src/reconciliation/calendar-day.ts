const dayMilliseconds = 86_400_000;

/** Whether it is a calendar date as `2026-11-23`; no 30th of February. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

export function startOfDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** @param days below zero for days before */
export function dayAfter(day: string, days: number): string {
  return new Date(startOfDay(day).getTime() + days * dayMilliseconds).toISOString().slice(0, 10);
}

export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
