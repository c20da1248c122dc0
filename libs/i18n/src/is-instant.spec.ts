import { validateSync } from 'class-validator';
import { IsInstant } from './is-instant.js';

class Asked { @IsInstant() at: unknown; }
const isTaken = (at: unknown) => validateSync(Object.assign(new Asked(), { at })).length === 0;

describe('an instant', () => {
  it.each(['2026-03-01T10:00:00Z', '2026-03-01T10:00Z', '2026-03-01T10:00:00.123+05:30', '2026-03-01T23:59:59-11:00', '2028-02-29', '2026-12-31'])('is %s, and Date reads it', (at) => {
    expect(isTaken(at)).toBe(true);
    expect(new Date(at).getTime()).not.toBeNaN();
  });

  it.each(['2026-W10-1', '2026-050', '2026-01-01T10', '2026-01-01T10:00:00', '2026-02-29', '2026-13-01', '2026-00-10', '2026-01-01T24:00:00Z', '2026-01-01 10:00:00Z', '20260101', '2026', '+010000-01-01', '0001-01-01', '', 7, null, undefined, ['2026-01-01']])(
    'is not %j', (at) => {
      expect(isTaken(at)).toBe(false);
    });
});
