import { Injectable } from '@nestjs/common';
import type { DomainError } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { AccessLog, type AccessClient } from '../entitlements/access-log.js';

interface Asked { readonly entitlementId: string; readonly client: AccessClient }

/** Queries in the log of accesses, those that were refused too. */
@Injectable()
export class QueryNotes {
  constructor(private readonly log: AccessLog, private readonly clock: Clock) {}

  now(): Date {
    return this.clock.now();
  }

  async queried({ entitlementId, client }: Asked, versionHash: string): Promise<void> {
    await this.log.note({ entitlementId, what: 'queried', subject: versionHash, client });
  }

  async refused({ entitlementId, client }: Asked, { code }: DomainError): Promise<void> {
    await this.log.note({ entitlementId, what: 'refused', subject: code, client }).catch(() => undefined);
  }
}
