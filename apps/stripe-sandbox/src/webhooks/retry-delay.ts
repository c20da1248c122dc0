const firstDelaysMs = [200, 1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000];
const laterDelayMs = 3_600_000;
const givenUpAfterMs = 3 * 24 * 3_600_000;

/** Milliseconds until the next try after `attempts` failed ones; nothing once three days have passed. */
export function retryDelayMs(attempts: number, ageMs: number): number | undefined {
  const delay = firstDelaysMs[attempts - 1] ?? laterDelayMs;
  return ageMs + delay > givenUpAfterMs ? undefined : delay;
}
