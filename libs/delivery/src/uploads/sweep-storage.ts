import { Injectable } from '@nestjs/common';
import { Every, ObjectStorage } from '@silkport/platform';
import { Clock } from '@silkport/values';

/** Longer than the largest file takes into the storage. */
const keptForHours = 48;

/** Removes from the storage what killed processes have left half written there: nobody sees it, and it is paid for. */
@Injectable()
export class SweepStorage {
  constructor(private readonly storage: ObjectStorage, private readonly clock: Clock) {}

  @Every('23 3 * * *', 'delivery/sweep-storage')
  async run(): Promise<void> {
    await this.storage.sweep(new Date(this.clock.now().getTime() - keptForHours * 60 * 60 * 1000));
  }
}
