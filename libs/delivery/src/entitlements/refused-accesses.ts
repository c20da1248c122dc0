import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Database, DomainError } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { AccessLog, type AccessClient } from './access-log.js';

export interface RefusedTry { readonly entitlementId: string | null; readonly client: AccessClient }

interface Counted extends RefusedTry { readonly code: string; times: number }

const flushedAfterMilliseconds = 1000;

/**
 * Tries that were not let in. What is repeated within a second is counted together, so that somebody who guesses links by the thousand
 * fills a row a second and not the table.
 */
@Injectable()
export class RefusedAccesses implements OnApplicationShutdown {
  private readonly logger = new Logger('delivery');
  private readonly waiting = new Map<string, Counted>();
  private readonly pending = new Set<Promise<void>>();
  private readonly log: AccessLog;

  constructor(database: Database, clock: Clock) {
    this.log = new AccessLog(database, clock);
  }

  /** Notes what was refused and throws it again: `catch (error) { throw refused.note(error, ...) }`. What is no refusal of ours is not noted. */
  note(error: unknown, { entitlementId, client }: RefusedTry): unknown {
    if (!(error instanceof DomainError) || error.status >= 500) return error;
    const key = `${entitlementId ?? ''} ${error.code}`;
    const counted = this.waiting.get(key);
    if (counted) counted.times += 1;
    else {
      this.waiting.set(key, { entitlementId, client, code: error.code, times: 0 });
      this.save({ entitlementId, client, code: error.code, times: 1 });
      setTimeout(() => this.flush(key), flushedAfterMilliseconds).unref();
    }
    return error;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const key of [...this.waiting.keys()]) this.flush(key);
    await Promise.all(this.pending);
  }

  private flush(key: string): void {
    const counted = this.waiting.get(key);
    this.waiting.delete(key);
    if (counted?.times) this.save(counted);
  }

  /** Does not throw: the try was refused, whatever becomes of our note. */
  private save({ entitlementId, client, code, times }: Counted): void {
    const done = this.log.noteRefused({ entitlementId, subject: code, client, times })
      .catch((error: unknown) => this.logger.error(`A refused try was not noted: ${code}`, error instanceof Error ? error.stack : String(error)))
      .finally(() => this.pending.delete(done));
    this.pending.add(done);
  }
}
