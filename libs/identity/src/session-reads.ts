import { Injectable } from '@nestjs/common';
import { Database, Signatures, statement } from '@silkport/platform';
import { Clock, type Locale } from '@silkport/values';
import type { Principal } from './principal.js';
import { sessionIdOf, sessionToken } from './session-token.js';
import type { TeamRole } from './team-member.entity.js';

/** What a person gets for signing in. */
export interface StartedSession { readonly token: string; readonly principal: Principal; readonly expiresAt: Date }

interface Row {
  personId: string; sessionId: string; email: string; name: string | null; locale: Locale; isAdmin: boolean; emailConfirmed: boolean;
  expiresAt: Date; merchantId: string | null; role: TeamRole | null;
}

const joined = `
  SELECT p.id AS "personId", s.id AS "sessionId", p.email, p.name, p.locale, p.is_admin AS "isAdmin",
         p.email_confirmed_at IS NOT NULL AS "emailConfirmed", s.expires_at AS "expiresAt", t.merchant_id AS "merchantId", t.role
  FROM identity.sessions s
  JOIN identity.people p ON p.id = s.person_id
  LEFT JOIN LATERAL (
    SELECT merchant_id, role FROM identity.team_members WHERE person_id = p.id ORDER BY joined_at, merchant_id LIMIT 1
  ) t ON true`;
const live = statement('identity.live_session', `${joined} WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > $2`);
const started = statement('identity.started_session', `${joined} WHERE s.id = $1`);

@Injectable()
export class SessionReads {
  constructor(private readonly database: Database, private readonly signatures: Signatures, private readonly clock: Clock) {}

  /** Who holds the token; undefined where it is not ours, or its session has ended or expired. */
  async principalOf(token: string): Promise<Principal | undefined> {
    const sessionId = sessionIdOf(this.signatures, token);
    if (!sessionId) return undefined;
    const [row] = await this.database.read<Row>(live, [sessionId, this.clock.now()]);
    return row && principalOfRow(row);
  }

  /** A session as its sign-in answers it, also after its end; undefined once it has been pruned. */
  async startedSession(sessionId: string): Promise<StartedSession | undefined> {
    const [row] = await this.database.read<Row>(started, [sessionId]);
    return row && { token: sessionToken(this.signatures, sessionId), principal: principalOfRow(row), expiresAt: row.expiresAt };
  }
}

function principalOfRow(row: Row): Principal {
  const { personId, sessionId, email, name, locale, isAdmin, emailConfirmed, merchantId, role } = row;
  return {
    personId, sessionId, email, locale, isAdmin, emailConfirmed,
    ...(name === null ? {} : { name }),
    ...(merchantId === null || role === null ? {} : { merchantId, role }),
  };
}
