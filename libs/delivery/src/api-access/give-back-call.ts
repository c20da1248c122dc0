import { Injectable } from '@nestjs/common';
import { Database } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { giveCallBack } from './call-statements.js';
import type { AdmittedCall } from './check-api-call.js';

/** Gives back what a call has taken of its quota, because its upstream failed. Once for each call, by whoever was let through. */
@Injectable()
export class GiveBackCall {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  async run({ entitlementId, periodAt, units, fromExtra, scope, country }: AdmittedCall): Promise<void> {
    await this.database.read(giveCallBack, [entitlementId, periodAt, units - fromExtra, fromExtra, this.clock.now(), scope, country]);
  }
}
