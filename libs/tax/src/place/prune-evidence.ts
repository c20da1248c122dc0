import { Injectable } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';

const prune = statement('tax.prune_evidence', 'DELETE FROM tax.location_evidence WHERE retained_until < $1 AND retained_until < CURRENT_DATE');

/** Forgets evidence whose ten years are over: what is kept of where people live is kept for the tax offices alone. */
@Injectable()
export class PruneEvidence {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('40 4 * * *', 'tax/prune-evidence')
  async run(): Promise<void> {
    await this.database.read(prune, [this.clock.now()]);
  }
}
