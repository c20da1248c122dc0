import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { Principal } from './principal.js';
import { recordAudit } from './record-audit.js';

/** Ends the session that the request came with; its token is worth nothing from then on. */
@Injectable()
export class SignOut {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Ending a session twice does nothing more. */
  async run({ sessionId, personId }: Pick<Principal, 'sessionId' | 'personId'>): Promise<void> {
    const now = this.clock.now();
    await this.database.transaction(async (tx) => {
      const [, ended]: [unknown, number] = await tx.query(
        'UPDATE identity.sessions SET ended_at = $3 WHERE id = $1 AND person_id = $2 AND ended_at IS NULL', [sessionId, personId, now],
      );
      if (ended) await recordAudit(tx, { personId, action: 'identity.signed_out', happenedAt: now, details: { sessionId } });
    });
  }
}
