import { SetMetadata } from '@nestjs/common';
import type { Delivered, EventContext, EventType, JobType } from './event.js';
import type { Tx } from './database.js';

export const handlesKey = 'silkport:handles';
export const runsKey = 'silkport:runs';
export const everyKey = 'silkport:every';

export interface Handling { readonly event: string; readonly handler: string; readonly isTogether: boolean }
export interface Schedule { readonly name: string; readonly cron: string }

/**
 * Marks a method as a reaction to an event. Its database effects and the mark "delivered" are one transaction, so they happen
 * once; it is retried on its own. No HTTP in it: ask for a job instead. `handler` is unique for ever: it is the delivery's name.
 */
export function Handles<Payload>(event: EventType<Payload>, handler: `${string}/${string}`) {
  return <Method extends (tx: Tx, payload: Payload, context: EventContext) => Promise<void>>(target: object, key: string, method: TypedPropertyDescriptor<Method>): void => {
    SetMetadata(handlesKey, { event: event.name, handler, isTogether: false } satisfies Handling)(target, key, method);
  };
}

/**
 * The same for a method that takes all events of one delivery at once, in the order of their ids and at least one: what many orders
 * write is one statement then. Where one of many cannot be taken nothing has happened, and the method is called with each alone.
 */
export function HandlesTogether<Payload>(event: EventType<Payload>, handler: `${string}/${string}`) {
  return <Method extends (tx: Tx, events: readonly Delivered<Payload>[]) => Promise<void>>(target: object, key: string, method: TypedPropertyDescriptor<Method>): void => {
    SetMetadata(handlesKey, { event: event.name, handler, isTogether: true } satisfies Handling)(target, key, method);
  };
}

/** Marks a method as the one that does a job. It runs outside any transaction, at least once, and must bear to be repeated. */
export function Runs<Payload>(type: JobType<Payload>) {
  return <Method extends (payload: Payload) => Promise<void>>(target: object, key: string, method: TypedPropertyDescriptor<Method>): void => {
    SetMetadata(runsKey, type.name)(target, key, method);
  };
}

/** Marks a method that the worker calls by a five-field cron line in UTC; one process at a time. */
export function Every(cron: string, name: string) {
  return <Method extends () => Promise<void>>(target: object, key: string, method: TypedPropertyDescriptor<Method>): void => {
    SetMetadata(everyKey, { name, cron } satisfies Schedule)(target, key, method);
  };
}
