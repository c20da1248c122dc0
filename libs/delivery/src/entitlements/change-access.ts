import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { AccessChangeRefused, EntitlementUnknown } from '../delivery.errors.js';
import { transitions, type EntitlementState } from './entitlement.entity.js';
import { moveEntitlements, type AccessMove } from './move-entitlements.js';

/** What a person asks for. Active again it becomes when nothing else withholds it, the other side's decision either. */
export type AskedState = Extract<EntitlementState, 'active' | 'suspended' | 'revoked'>;

export interface AccessChange {
  readonly entitlementId: string;
  readonly to: AskedState;
  /** A person's id. */
  readonly actor: string;
  readonly reason: string;
  /** A merchant changes access to its own goods only. */
  readonly merchantId?: string | undefined;
}

function moveOf(to: AskedState, side: 'admin' | 'merchant'): AccessMove {
  switch (to) {
    case 'active': return { release: side };
    case 'suspended': return { hold: side };
    case 'revoked': return { isRevoked: true };
  }
}

const stateOf = statement('delivery.state_for_change', 'SELECT state FROM delivery.entitlements WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) FOR UPDATE');

/** Suspends, restores or revokes a buyer's access by a person's hand, and writes down who did it and why. Links in the buyer's hands follow at once. */
@Injectable()
export class ChangeAccess {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Asking for what is so already changes nothing. @returns the state that follows @throws EntitlementUnknown, AccessChangeRefused */
  async run({ entitlementId, to, actor, reason, merchantId }: AccessChange): Promise<EntitlementState> {
    return this.database.transaction(async (tx) => {
      const from = await lockedState(tx, entitlementId, merchantId);
      if (!transitions[from].length) {
        if (from === to) return from;
        throw new AccessChangeRefused({ from, to }, 'to');
      }
      const at = this.clock.now();
      const [moved] = await moveEntitlements(tx, [entitlementId], moveOf(to, merchantId === undefined ? 'admin' : 'merchant'), { actor, reason, at });
      await recordAudit(tx, { personId: actor, action: 'delivery.access_changed', happenedAt: at, details: { entitlementId, from, asked: to, to: moved?.to ?? from, reason, merchantId: merchantId ?? null } });
      return moved?.to ?? from;
    });
  }
}

async function lockedState(tx: Tx, entitlementId: string, merchantId: string | undefined): Promise<EntitlementState> {
  const [entitlement] = await prepared<{ state: EntitlementState }>(tx, stateOf, [entitlementId, merchantId ?? null]);
  if (!entitlement) throw new EntitlementUnknown();
  return entitlement.state;
}
