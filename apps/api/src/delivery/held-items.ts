import { Inject, Injectable } from '@nestjs/common';
import { HeldEntitlements, type AccessClient, type HeldItem } from '@silkport/delivery';
import type { Principal } from '@silkport/identity';
import { CONFIG, type Config } from '@silkport/platform';
import type { FastifyRequest } from 'fastify';

/** What was bought, for whoever may use it: the order's holder, or a seat's. */
@Injectable()
export class HeldItems {
  constructor(private readonly held: HeldEntitlements, @Inject(CONFIG) private readonly config: Pick<Config, 'countryHeader'>) {}

  /** @param key from the link to the order or to the seat @throws OrderUnknown, EntitlementUnknown */
  require(number: string, entitlementId: string, key: string | undefined, principal: Principal | undefined): Promise<HeldItem> {
    return this.held.require(number, entitlementId, { key, confirmedEmail: principal?.emailConfirmed ? principal.email : undefined });
  }

  /** Where a request comes from, for the log of accesses. */
  clientOf({ headers }: Pick<FastifyRequest, 'headers'>): AccessClient {
    const country = this.config.countryHeader && headers[this.config.countryHeader];
    return { country: typeof country === 'string' && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : undefined, userAgent: headers['user-agent'] };
  }
}
