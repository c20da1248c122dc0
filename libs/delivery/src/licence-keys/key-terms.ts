/** What a key allows. */
export interface KeyTerms {
  /** How many machines may have a place at the same time; null for any number. */
  readonly maxMachines: number | null;
  /** Whether a machine that misses its heartbeat loses its place to others. */
  readonly isFloating: boolean;
  /** A machine that was not heard of for so long is dead; null where nobody listens. */
  readonly heartbeatMinutes: number | null;
  /** For how long at most a floating machine may be checked out, keeping its place unheard; null where it may not. */
  readonly leaseMinutes: number | null;
  /** For how many days a licence file is good. */
  readonly fileDays: number;
  /** What the merchant's program finds in licence files and answers: names of editions or abilities. */
  readonly features: readonly string[];
}

/** Of keys that no plan was made for: the merchant's program checks them by itself. */
export const plainTerms: KeyTerms = { maxMachines: null, isFloating: false, heartbeatMinutes: null, leaseMinutes: null, fileDays: 30, features: [] };
