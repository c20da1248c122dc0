import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { TaskList } from 'graphile-worker';
import type { Tx } from './database.js';
import type { Delivered, EventContext } from './event.js';
import { everyKey, handlesKey, runsKey, type Handling, type Schedule } from './handles.js';
import { reviveJson } from './json.js';

/** Takes events in the order of their ids. */
export type Handler = (tx: Tx, events: readonly Delivered<unknown>[]) => Promise<void>;
type SingleHandler = (tx: Tx, payload: unknown, context: EventContext) => Promise<void>;

/** All methods of this process that are marked by `@Handles`, `@HandlesTogether`, `@Runs` and `@Every`. */
@Injectable()
export class Handlers {
  readonly byName = new Map<string, Handler>();
  /** Each event's name with the name of one of its handlers. */
  readonly pairs: [event: string, handler: string][] = [];
  readonly jobs: TaskList = {};
  readonly schedules: Schedule[] = [];

  constructor(private readonly discovery: DiscoveryService, private readonly scanner: MetadataScanner, private readonly reflector: Reflector) {}

  discover(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const provider = instance as Record<string, (...args: unknown[]) => Promise<void>>;
      for (const name of this.scanner.getAllMethodNames(Object.getPrototypeOf(provider) as object)) {
        const method = provider[name];
        if (method) this.register(method.bind(provider), method);
      }
    }
  }

  private register(bound: (...args: never[]) => Promise<void>, method: (...args: never[]) => unknown): void {
    const handling = this.reflector.get<Handling | undefined>(handlesKey, method);
    const job = this.reflector.get<string | undefined>(runsKey, method);
    const schedule = this.reflector.get<Schedule | undefined>(everyKey, method);
    if (handling) {
      if (this.byName.has(handling.handler)) throw new Error(`Two handlers are called ${handling.handler}`);
      this.byName.set(handling.handler, handling.isTogether ? (bound as unknown as Handler) : oneByOne(bound as unknown as SingleHandler));
      this.pairs.push([handling.event, handling.handler]);
    }
    if (job) this.jobs[job] = (payload) => (bound as (payload: unknown) => Promise<void>)(reviveJson(payload));
    if (schedule) {
      this.jobs[schedule.name] = () => (bound as () => Promise<void>)();
      this.schedules.push(schedule);
    }
  }
}

export function oneByOne(handle: SingleHandler): Handler {
  return async (tx, events) => {
    for (const { payload, context } of events) await handle(tx, payload, context);
  };
}
