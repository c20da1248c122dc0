import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, isId, newId } from '@silkport/values';
import type { AccessKind } from './access.entity.js';

/** Where a request comes from, as far as it tells. */
export interface AccessClient {
  /** ISO 3166-1 alpha-2 of the country/region. */
  readonly country?: string | undefined;
  readonly userAgent?: string | undefined;
}

export interface AccessEntry {
  /** Null of a refused try that named none of ours. */
  readonly entitlementId: string | null;
  readonly what: AccessKind;
  /** A file, a lesson, a machine's name; of a refused try the refusal's code. No secret and no address. */
  readonly subject?: string | null;
  readonly client?: AccessClient;
  readonly times?: number;
  readonly bytes?: number | null;
}

export interface AccessView {
  readonly what: AccessKind | 'downloaded';
  readonly subject: string | null;
  readonly at: Date;
  readonly country: string | null;
  readonly times: number;
  readonly bytes: number | null;
}

const textLength = 300;
const note = statement('delivery.note_access', `
  INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, client_country, user_agent, times, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`);
const noteIfKnown = statement('delivery.note_refused_access', `
  INSERT INTO delivery.accesses (id, entitlement_id, what, subject, accessed_at, client_country, user_agent, times, bytes) SELECT $1, (SELECT id FROM delivery.entitlements WHERE id = $2), $3, $4, $5, $6, $7, $8, $9`);
const ofEntitlement = statement('delivery.accesses_of', `
  SELECT * FROM (
    SELECT what, subject, accessed_at AS at, client_country AS country, times::float8 AS times, bytes::float8 AS bytes FROM delivery.accesses WHERE entitlement_id = $1
    UNION ALL
    SELECT 'downloaded', a.file_name, r.ended_at, r.client_country, 1, r.bytes_sent FROM delivery.download_requests r JOIN delivery.assets a ON a.id = r.asset_id
    WHERE r.entitlement_id = $1 AND r.bytes_sent > 0) AS all_of_it
  WHERE $3::boolean OR at >= (SELECT s.given_at FROM delivery.seat_holders s WHERE s.entitlement_id = $1) AND subject IS DISTINCT FROM 'delivery.licence_key_retired' AND subject IS DISTINCT FROM 'licence.revoked'
  ORDER BY at DESC, what LIMIT $2`);

/** Notes a use together with what it does, in the caller's transaction. */
export async function noteAccess(tx: Tx, entry: AccessEntry, at: Date): Promise<void> {
  await prepared(tx, note, valuesOf(entry, at));
}

/** Every use of what was bought: what, when, and from which country/region. It is evidence when a bank asks. */
@Injectable()
export class AccessLog {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** In one statement of its own: for uses that change nothing else. */
  async note(entry: AccessEntry): Promise<void> {
    await this.database.read(note, valuesOf(entry, this.clock.now()));
  }

  /** A try that was not let in, of whatever it named: what is none of ours stands for itself. */
  async noteRefused(entry: Omit<AccessEntry, 'what'>): Promise<void> {
    const entitlementId = entry.entitlementId !== null && isId(entry.entitlementId) ? entry.entitlementId : null;
    await this.database.read(noteIfKnown, valuesOf({ ...entry, entitlementId, what: 'refused' }, this.clock.now()));
  }

  /** Newest first. @param holdsOrder whoever only holds the seat sees its uses since it was given to them, and nothing of programs that still ask with a key from before */
  async of(entitlementId: string, { limit = 100, holdsOrder = true } = {}): Promise<AccessView[]> {
    return this.database.read<AccessView>(ofEntitlement, [entitlementId, limit, holdsOrder]);
  }
}

function valuesOf({ entitlementId, what, subject, client, times, bytes }: AccessEntry, at: Date): unknown[] {
  return [newId(), entitlementId, what, cut(subject), at, countryOf(client), cut(client?.userAgent), times ?? 1, bytes ?? null];
}

/** A proxy may name something that is no code: the note matters more than that. */
export function countryOf(client: AccessClient | undefined): string | null {
  return client?.country && /^[A-Z][A-Z0-9]$/.test(client.country) ? client.country : null;
}

/** PostgreSQL keeps no zero bytes in a text. */
export function cut(text: string | null | undefined): string | null {
  return text?.slice(0, textLength).replaceAll('\0', '') ?? null;
}
