import { Injectable } from '@nestjs/common';
import { LicenceReads, type LicencePlaces } from '@silkport/delivery';
import type { ComponentChild } from 'preact';
import type { KeptItem } from '../held-items.js';
import type { ItemSection } from '../items/item-sections.js';
import { LicenceItem } from '../parts/licence-item.js';
import type { Visitor } from '../visitor.js';

/** The machines of a key on the page of what was bought. The key itself is not of this part. */
@Injectable()
export class LicenceSection implements ItemSection {
  constructor(private readonly licences: LicenceReads) {}

  /** Nothing for a key that its program checks by itself and nobody else knows: nobody counts its machines. */
  async of(visitor: Visitor, item: KeptItem): Promise<ComponentChild> {
    const [licence] = await this.licences.placesOf(item.entitlement);
    return licence && countsMachines(licence) ? <LicenceItem visitor={visitor} item={item} licence={licence} /> : null;
  }
}

function countsMachines({ terms, machines, knownAt }: LicencePlaces): boolean {
  return knownAt !== null || terms.maxMachines !== null || terms.heartbeatMinutes !== null || terms.features.length > 0 || machines.length > 0;
}
