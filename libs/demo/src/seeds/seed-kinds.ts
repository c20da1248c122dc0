import { Injectable } from '@nestjs/common';
import { Clock } from '@silkport/values';
import type { PlacedProduct } from '../placed-products.js';
import { SeedMachines } from './seed-machines.js';
import { SeedMedia } from './seed-media.js';
import { SeedServices } from './seed-services.js';

/** What merchants set up for products that are more than a file, once these are on sale. */
@Injectable()
export class SeedKinds {
  constructor(private readonly media: SeedMedia, private readonly services: SeedServices, private readonly machines: SeedMachines, private readonly clock: Clock) {}

  /** The machines come last. */
  isDone(placed: readonly PlacedProduct[]): Promise<boolean> {
    return this.machines.isDone(placed);
  }

  /** @param adminId who decides on the export of data */
  async run(placed: readonly PlacedProduct[], adminId: string): Promise<void> {
    await this.media.run(placed, this.clock.now());
    await this.services.run(placed);
    await this.machines.run(placed, adminId);
  }
}
