/** Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that can be moved forward on demand, so that a session of 24 hours expires within a test. */
export class SandboxClock implements Clock {
  constructor(
    private readonly source: Clock,
    private aheadMs: number,
  ) {}

  now(): number {
    return this.source.now() + this.aheadMs;
  }

  /** Whole seconds, the unit of every time in Stripe's API. */
  nowSeconds(): number {
    return Math.floor(this.now() / 1000);
  }

  advance(ms: number): number {
    this.aheadMs += ms;
    return this.aheadMs;
  }
}
