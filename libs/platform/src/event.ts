/** A thing that has happened, by its name in the past tense with its context before it: `ordering.order_paid`. */
export interface EventType<Payload> {
  readonly name: string;
  /** Never set: it carries the payload's type to publishers and handlers. */
  readonly payload?: Payload;
}

/** What is asked of the worker after the transaction: a call outside, or work that may be retried. */
export interface JobType<Payload> {
  readonly name: string;
  readonly payload?: Payload;
}

export interface EventContext {
  readonly eventId: string;
  readonly publishedAt: Date;
}

/** One event of several that are delivered together. */
export interface Delivered<Payload> {
  readonly payload: Payload;
  readonly context: EventContext;
}

export function event<Payload extends object>(name: `${string}.${string}`): EventType<Payload> {
  return { name };
}

export function job<Payload extends object>(name: `${string}/${string}`): JobType<Payload> {
  return { name };
}
