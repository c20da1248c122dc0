/** Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** What a unit of work reads the time from: the sandbox's clock, or a moment that does not move while the work lasts. */
export interface WorkClock extends Clock {
  /** Whole seconds, the unit of every time in Stripe's API. */
  nowSeconds(): number;
}

/** Time stands at `seconds`: what falls due is done at its own moment, however far the clock was moved. */
export function frozenAt(seconds: number): WorkClock {
  return { now: () => seconds * 1000, nowSeconds: () => seconds };
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that can be moved forward on demand, so that a session of 24 hours expires within a test. */
export class SandboxClock implements WorkClock {
  constructor(
    private readonly source: Clock,
    private aheadMs: number,
  ) {}

  now(): number {
    return this.source.now() + this.aheadMs;
  }

  nowSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  advance(ms: number): number {
    this.aheadMs += ms;
    return this.aheadMs;
  }
}
