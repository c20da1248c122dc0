import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { throttleWindowMs } from './sign-in-throttle.js';

const keptSessionsMs = 30 * 24 * 3_600_000;

const pruneFailures = statement('identity.prune_failures', 'DELETE FROM identity.sign_in_failures WHERE counted_from <= $1');
const pruneSessions = statement('identity.prune_sessions', 'DELETE FROM identity.sessions WHERE expires_at <= $1');

/** Forgets failures whose window is over, and sessions a month after their expiry (until then they say where a person was signed in). */
@Injectable()
export class PruneExpired {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('7,22,37,52 * * * *', 'identity/prune-expired')
  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.database.read(pruneFailures, [new Date(now - throttleWindowMs)]);
    await this.database.read(pruneSessions, [new Date(now - keptSessionsMs)]);
  }
}
