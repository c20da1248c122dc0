import { Injectable } from '@nestjs/common';
import { Database, Every } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { forgetGifts } from './note-gift.js';

/** Deletes what was kept for a day, so that nobody is written to without end. */
@Injectable()
export class ForgetSeatGifts {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  @Every('41 * * * *', 'delivery/forget-seat-gifts')
  async run(): Promise<void> {
    await this.database.transaction((tx) => forgetGifts(tx, this.clock.now()));
  }
}
