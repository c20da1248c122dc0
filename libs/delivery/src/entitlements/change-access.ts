import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { AccessChangeRefused, EntitlementUnknown } from '../delivery.errors.js';
import { Entitlement, EntitlementTransition, transitions, type EntitlementState } from './entitlement.entity.js';

export interface AccessChange {
  readonly entitlementId: string;
  readonly to: EntitlementState;
  /** A person's id, or the name of what reacted. */
  readonly actor: string;
  readonly reason: string;
}

/** Suspends, restores or revokes a buyer's access, and writes down who did it and why. Links in the buyer's hands follow at once. */
@Injectable()
export class ChangeAccess {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Asking for the state that it has already changes nothing. @throws EntitlementUnknown, AccessChangeRefused */
  async run({ entitlementId, to, actor, reason }: AccessChange): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { state: fromState } = await lockEntitlement(tx, entitlementId);
      if (fromState === to) return;
      if (!transitions[fromState].includes(to)) throw new AccessChangeRefused({ from: fromState, to });
      await tx.update(Entitlement, entitlementId, { state: to });
      await tx.insert(EntitlementTransition, { id: newId(), entitlementId, fromState, toState: to, actor, reason, changedAt: this.clock.now() });
    });
  }
}

async function lockEntitlement(tx: Tx, id: string): Promise<Entitlement> {
  const entitlement = await tx.findOne(Entitlement, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!entitlement) throw new EntitlementUnknown();
  return entitlement;
}
