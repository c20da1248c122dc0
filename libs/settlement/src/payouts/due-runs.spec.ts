import fc from 'fast-check';
import { dueRuns } from './due-runs.js';

const of = (now: string, schedule: string, day: number) => dueRuns(new Date(now)).find((run) => run.schedule === schedule && run.day === day)?.runDate;

describe('the days that pay-outs are due', () => {
  it('is today for who is paid daily', () => expect(of('2026-11-23T00:00:00Z', 'daily', 0)).toBe('2026-11-23'));
  it('is today on the weekday itself, and the last one on the day before', () => {
    expect(of('2026-11-23T23:59:59Z', 'weekly', 1)).toBe('2026-11-23');
    expect(of('2026-11-22T12:00:00Z', 'weekly', 1)).toBe('2026-11-16');
    expect(of('2026-11-22T12:00:00Z', 'weekly', 7)).toBe('2026-11-22');
  });
  it('is in the month before while the day of the month is still to come', () => {
    expect(of('2026-03-28T00:00:00Z', 'monthly', 28)).toBe('2026-03-28');
    expect(of('2026-01-05T00:00:00Z', 'monthly', 6)).toBe('2025-12-06');
    expect(of('2026-03-01T00:00:00Z', 'monthly', 28)).toBe('2026-02-28');
  });
  it('is never after today and never a whole period before it, at any instant', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (now) => {
      for (const { schedule, runDate } of dueRuns(now)) {
        const days = (now.getTime() - Date.parse(runDate)) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days).toBeLessThan({ daily: 1, weekly: 7, monthly: 31 }[schedule]);
      }
    }), { numRuns: 200 });
  });
});
