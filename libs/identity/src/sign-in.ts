import { Injectable } from '@nestjs/common';
import { Database, Idempotency, statement, type IdempotentRequest } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { SignInRefused } from './identity.errors.js';
import { normaliseEmail } from './normalise-email.js';
import { passwordMatches } from './passwords.js';
import { recordAudit } from './record-audit.js';
import { Session } from './session.entity.js';
import { SessionReads, type StartedSession } from './session-reads.js';
import { SignInThrottle } from './sign-in-throttle.js';

export interface SignInInput {
  readonly email: string;
  readonly password: string;
  readonly userAgent?: string;
  /** The client's network address: failures are counted by it too. */
  readonly address?: string;
}

const sessionMs = 30 * 24 * 3_600_000;
const maxUserAgentLength = 300;

const credentials = statement('identity.credentials', 'SELECT id AS "personId", password_hash AS "passwordHash" FROM identity.people WHERE email = $1');

/** Starts a session of 30 days for whoever knows the password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly throttle: SignInThrottle,
    private readonly idempotency: Idempotency,
    private readonly sessions: SessionReads,
    private readonly clock: Clock,
  ) {}

  /** @throws SignInRefused for an unknown e-mail and for a wrong password alike; TooManyTries; IdempotencyKeyReused */
  async run(input: SignInInput, idempotent?: IdempotentRequest): Promise<StartedSession> {
    const given = { email: normaliseEmail(input.email), address: input.address };
    await this.throttle.countTry(given);
    const [known] = await this.database.read<{ personId: string; passwordHash: string }>(credentials, [given.email]);
    const matches = await passwordMatches(input.password, known?.passwordHash);
    if (!known || !matches) throw new SignInRefused();

    const sessionId = await this.database.transaction(async (tx) => {
      const id = newId();
      const earlier = idempotent && await this.idempotency.claim(tx, idempotent, id);
      if (!earlier) {
        const now = this.clock.now();
        await tx.insert(Session, {
          id, personId: known.personId, createdAt: now, expiresAt: new Date(now.getTime() + sessionMs), endedAt: null,
          userAgent: input.userAgent?.slice(0, maxUserAgentLength) ?? null,
        });
        await recordAudit(tx, { personId: known.personId, action: 'identity.signed_in', happenedAt: now, details: { sessionId: id, address: input.address } });
      }
      await this.throttle.forgive(tx, given);
      return earlier ?? id;
    });
    const session = await this.sessions.startedSession(sessionId);
    if (session?.principal.personId !== known.personId) throw new SignInRefused();
    return session;
  }
}
