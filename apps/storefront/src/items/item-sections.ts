import { Injectable } from '@nestjs/common';
import type { ComponentChild } from 'preact';
import type { KeptItem } from '../held-items.js';
import { LicenceSection } from '../licence-keys/licence-section.js';
import { PlaysSection } from '../streams/plays-section.js';
import type { Visitor } from '../visitor.js';

/** A part of the page of something bought that one kind adds; it reads what it shows. */
export interface ItemSection {
  /** Nothing where it has nothing to show of this item. */
  of(visitor: Visitor, item: KeptItem): Promise<ComponentChild>;
}

/** The parts of the kinds, in the order of the page: each kind's section is a parameter here. */
@Injectable()
export class ItemSections {
  private readonly sections: readonly ItemSection[];

  constructor(licences: LicenceSection, plays: PlaysSection) {
    this.sections = [licences, plays];
  }

  /** Only for what is active: what is over has nothing to work with. */
  async of(visitor: Visitor, item: KeptItem): Promise<readonly ComponentChild[]> {
    if (item.entitlement.state !== 'active') return [];
    return Promise.all(this.sections.map((section) => section.of(visitor, item)));
  }
}
