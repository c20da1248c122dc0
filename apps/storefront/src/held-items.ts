import { Inject, Injectable } from '@nestjs/common';
import { HeldEntitlements, RefusedAccesses, type AccessClient, type HeldItem } from '@silkport/delivery';
import { CONFIG, type Config } from '@silkport/platform';
import type { FastifyRequest } from 'fastify';

/** One thing that was bought, and the key that its links carry on: empty where the reader is signed in and has none. */
export interface KeptItem extends HeldItem { readonly key: string }

/** What was bought, for whoever may use it: the order's holder, or a seat's. */
@Injectable()
export class HeldItems {
  constructor(private readonly held: HeldEntitlements, private readonly refused: RefusedAccesses, @Inject(CONFIG) private readonly config: Pick<Config, 'countryHeader'>) {}

  /** Whoever asks with a wrong key, or as somebody else, is written down. @throws OrderUnknown, EntitlementUnknown */
  async require(number: string, entitlementId: string, { query, principal, headers }: Pick<FastifyRequest, 'query' | 'principal' | 'headers'>): Promise<KeptItem> {
    const { key } = query as { key?: unknown };
    const given = typeof key === 'string' ? key : undefined;
    const item = await this.held.require(number.toUpperCase(), entitlementId, { key: given, confirmedEmail: principal?.emailConfirmed ? principal.email : undefined })
      .catch((error: unknown) => { throw this.refused.note(error, { entitlementId, client: this.clientOf({ headers }) }); });
    return { ...item, key: given ?? '' };
  }

  /** Where a request comes from, for the log of accesses. */
  clientOf({ headers }: Pick<FastifyRequest, 'headers'>): AccessClient {
    const country = this.config.countryHeader && headers[this.config.countryHeader];
    return { country: typeof country === 'string' && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : undefined, userAgent: headers['user-agent'] };
  }
}

/** As much of an item as its address says. */
export interface ItemAddress { readonly order: { readonly number: string }; readonly entitlement: { readonly id: string }; readonly key: string }

/** The address of the page of something bought, or of what can be done with it. */
export function itemPath({ order, entitlement, key }: ItemAddress, action = ''): string {
  return `/orders/${order.number}/items/${entitlement.id}${action}${key ? `?key=${encodeURIComponent(key)}` : ''}`;
}
