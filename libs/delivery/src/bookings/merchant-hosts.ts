import { Injectable } from '@nestjs/common';
import { Database, Idempotency, prepared, statement, toJson, type IdempotentRequest } from '@silkport/platform';
import { Clock, isId, newId } from '@silkport/values';
import { refuseUnsafeLink, refuseUnusable, type OpenHours } from './availability.js';
import { HostNameRefused, HostUnknown, TooManyHosts } from './booking.errors.js';

/** A person who holds sessions, as their merchant says. */
export interface HostWords extends OpenHours {
  readonly name: string;
  /** In the place of the product's. */
  readonly meetingLink: string | null;
}

export interface HostView extends HostWords { readonly id: string; readonly setAt: Date }

export const hostLimits = { atMerchant: 200, atProduct: 50, nameCharacters: 100 } as const;

const columns = `id, name, time_zone AS "timeZone", buffer_minutes AS "bufferMinutes", weekly, exceptions, meeting_link AS "meetingLink", set_at AS "setAt"`;
const lock = statement('delivery.lock_hosts_of_merchant', 'SELECT pg_advisory_xact_lock(hashtextextended($1, 715))');
const counted = statement('delivery.count_hosts', 'SELECT count(*)::int AS count FROM delivery.hosts WHERE merchant_id = $1 AND retired_at IS NULL');
const add = statement('delivery.add_host', `
  INSERT INTO delivery.hosts (id, merchant_id, name, time_zone, buffer_minutes, weekly, exceptions, meeting_link, set_at) VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)`);
const change = statement('delivery.change_host', `
  UPDATE delivery.hosts SET name = $3, time_zone = $4, buffer_minutes = $5, weekly = $6::jsonb, exceptions = $7::jsonb, meeting_link = $8, set_at = $9
  WHERE id = $1 AND merchant_id = $2 AND retired_at IS NULL RETURNING ${columns}`);
const retire = statement('delivery.retire_host', 'UPDATE delivery.hosts SET retired_at = coalesce(retired_at, $3) WHERE id = $1 AND merchant_id = $2 RETURNING id');
const ofMerchant = statement('delivery.hosts_of_merchant', `SELECT ${columns} FROM delivery.hosts WHERE merchant_id = $1 AND retired_at IS NULL ORDER BY id`);

/** The people of a merchant who hold sessions. What is booked with them stays booked, whatever is changed here. */
@Injectable()
export class MerchantHosts {
  constructor(private readonly database: Database, private readonly idempotency: Idempotency, private readonly clock: Clock) {}

  /** @returns the host's id; of a repeated request that of the first @throws AvailabilityRefused, HostNameRefused, TooManyHosts, IdempotencyKeyReused */
  async add(merchantId: string, words: HostWords, request?: IdempotentRequest): Promise<string> {
    refuseHost(words);
    const id = newId();
    return this.database.transaction(async (tx) => {
      const earlier = request && (await this.idempotency.claim(tx, request, id));
      if (earlier) return earlier;
      await prepared(tx, lock, [merchantId]);
      const [{ count } = { count: 0 }] = await prepared<{ count: number }>(tx, counted, [merchantId]);
      if (count >= hostLimits.atMerchant) throw new TooManyHosts({ max: hostLimits.atMerchant });
      await prepared(tx, add, [id, merchantId, ...valuesOf(words), this.clock.now()]);
      return id;
    });
  }

  /** All of it. @throws HostUnknown, AvailabilityRefused, HostNameRefused */
  async change(hostId: string, merchantId: string, words: HostWords): Promise<HostView> {
    refuseHost(words);
    const [host] = isId(hostId) ? await this.database.read<HostView>(change, [hostId, merchantId, ...valuesOf(words), this.clock.now()]) : [];
    if (!host) throw new HostUnknown();
    return host;
  }

  /** Offered no longer; who is retired stays so. @throws HostUnknown */
  async retire(hostId: string, merchantId: string): Promise<void> {
    const [retired] = isId(hostId) ? await this.database.read(retire, [hostId, merchantId, this.clock.now()]) : [];
    if (!retired) throw new HostUnknown();
  }

  /** Those who are not retired, the oldest first. */
  async list(merchantId: string): Promise<HostView[]> {
    return this.database.read<HostView>(ofMerchant, [merchantId]);
  }
}

function valuesOf({ name, timeZone, bufferMinutes, weekly, exceptions, meetingLink }: HostWords): unknown[] {
  return [name.trim(), timeZone, bufferMinutes, toJson(weekly), toJson(exceptions), meetingLink];
}

/** @throws AvailabilityRefused, HostNameRefused */
function refuseHost({ name, meetingLink, ...hours }: HostWords): void {
  if (!/[\p{L}\p{N}]/u.test(name) || name.length > hostLimits.nameCharacters || !name.isWellFormed() || /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(name)) throw new HostNameRefused({}, 'name');
  refuseUnusable(hours);
  refuseUnsafeLink(meetingLink);
}
