import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';

const end = statement('delivery.end_overlapping_credentials', 'UPDATE delivery.api_credentials SET revoked_at = $1 WHERE revoked_at IS NULL AND expires_at <= $1');

/** Ends for good the credentials whose time is over: a clock that goes back afterwards brings none of them back. The gate itself looks at the time, so nobody gains by a late sweep. */
@Injectable()
export class EndOverlaps {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('* * * * *', 'delivery/end-overlapping-credentials')
  async run(): Promise<void> {
    await this.database.read(end, [this.clock.now()]);
  }
}
