import { Injectable } from '@nestjs/common';
import { kindTraits } from '@silkport/catalog';
import { Handles, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { accessChanged, type AccessChanged } from '../delivery.events.js';
import { startValidity } from './give-keys.js';

/** The days for which a key is good begin when it can be used first: what had to wait for a decision or a bank loses none of them. */
@Injectable()
export class OnAccessStarted {
  constructor(private readonly clock: Clock) {}

  @Handles(accessChanged, 'delivery/start-licences')
  async start(tx: Tx, { entitlementId, variantId, deliveryKind, isFirst }: AccessChanged): Promise<void> {
    if (isFirst && kindTraits[deliveryKind].isSeated) await startValidity(tx, { entitlementId, variantId }, this.clock.now());
  }
}
