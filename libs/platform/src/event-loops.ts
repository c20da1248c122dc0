import type { Logger } from '@nestjs/common';
import type { EventDeliveries } from './event-deliveries.js';

const mostAtOnce = 16;
const sweepMilliseconds = 1000;
/** Events are found by their age in the first place: ids begin with the time. The sweep finds those of transactions that took longer. */
const youngMilliseconds = 2000;
const oldestId = '00000000-0000-0000-0000-000000000000';

/** A few loops that deliver events as soon as they hear of one; each takes as many as wait, so that much traffic costs less an event. */
export class EventLoops {
  private readonly idle: (() => void)[] = [];
  private heard = false;
  private sweepIsDue = true;
  private isStopped = false;
  private running: Promise<unknown> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly deliveries: Pick<EventDeliveries, 'deliverNext'>, private readonly loops: number, private readonly logger: Logger) {}

  start(): void {
    this.running = Promise.all(Array.from({ length: this.loops }, () => this.loop()));
    this.timer = setInterval(() => {
      this.sweepIsDue = true;
      this.wake();
    }, sweepMilliseconds);
  }

  wake(): void {
    this.heard = true;
    this.idle.shift()?.();
  }

  /** Settles when what was under way is done. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    for (const wake of this.idle.splice(0)) wake();
    await this.running;
  }

  private async loop(): Promise<void> {
    while (!this.isStopped) {
      if (!this.heard) {
        await new Promise<void>((resolve) => this.idle.push(resolve));
        continue;
      }
      this.heard = false;
      const since = this.sweepIsDue ? oldestId : idAt(Date.now() - youngMilliseconds);
      this.sweepIsDue = false;
      await this.round(since);
    }
  }

  /** A database that is away is asked again at the next sweep. */
  private async round(since: string): Promise<void> {
    try {
      const { count, error } = await this.deliveries.deliverNext(mostAtOnce, since);
      if (error) this.logger.warn(`${count} events are delivered one by one: ${(error as Error).message}`);
      if (count === mostAtOnce) {
        this.sweepIsDue ||= since === oldestId;
        this.wake();
      }
    } catch (error) {
      if (!this.isStopped) this.logger.warn(`Events wait for the next try: ${(error as Error).message}`);
    }
  }
}

/** The smallest UUIDv7 of an instant. */
function idAt(milliseconds: number): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
