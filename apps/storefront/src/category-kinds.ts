import { Injectable } from '@nestjs/common';
import { ShelfReads, type DeliveryKind } from '@silkport/catalog';
import { KeptAwhile } from './kept-awhile.js';

/** The ways in which a category's products are delivered, counted at most twice a minute: a filter that leads to nothing is none. */
@Injectable()
export class CategoryKinds {
  private readonly kept = new KeptAwhile<readonly DeliveryKind[]>();

  constructor(private readonly shelves: ShelfReads) {}

  /** The most used first. @param taxonomyId of a node that there is */
  of(taxonomyId: string): Promise<readonly DeliveryKind[]> {
    return this.kept.of(taxonomyId, () => this.shelves.kindsUnder(taxonomyId));
  }
}
