import { Injectable } from '@nestjs/common';
import type { DeliveryKind } from '@silkport/catalog';
import { recordAudit } from '@silkport/identity';
import { Database, Outbox, prepared, statement, type Tx } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { cancelWork } from '../commissions/cancel-work.js';
import { AccessChangeRefused, EntitlementUnknown, RevocationNeedsRefund, SeatRevocationNeedsRefund } from '../delivery.errors.js';
import { lockSubscriptionOfSeat, noteSeatRevoked } from '../subscriptions/revoke-seat.js';
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

const stateOf = statement('delivery.state_for_change', 'SELECT state, delivery_kind AS "deliveryKind" FROM delivery.entitlements WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) FOR UPDATE');

/**
 * Suspends, restores or revokes a buyer's access by a person's hand, and writes down who did it and why. Links in the buyer's hands follow
 * at once. A merchant takes nothing back for good whose money it keeps: it refunds, and access ends with the money. Work to order that is
 * revoked is given up: its parts that were not accepted are paid back. An admin may end access and let the sale stand, as for abuse: a seat of
 * a subscription is charged no more then, and with the last one that ends.
 */
@Injectable()
export class ChangeAccess {
  constructor(private readonly database: Database, private readonly outbox: Outbox, private readonly clock: Clock) {}

  /**
   * Asking for what is so already changes nothing. @returns the state that follows: of work that a merchant revokes after parts of it were
   * accepted, the one that it has, since these stay the buyer's @throws EntitlementUnknown, AccessChangeRefused, RevocationNeedsRefund, SeatRevocationNeedsRefund
   */
  async run({ entitlementId, to, actor, reason, merchantId }: AccessChange): Promise<EntitlementState> {
    return this.database.transaction(async (tx) => {
      const subscriptionId = to === 'revoked' ? await lockSubscriptionOfSeat(tx, entitlementId) : undefined;
      const { state: from, deliveryKind } = await locked(tx, entitlementId, merchantId);
      if (!transitions[from].length) {
        if (from === to) return from;
        throw new AccessChangeRefused({ from, to }, 'to');
      }
      const at = this.clock.now();
      const given = to === 'revoked' && deliveryKind === 'commission' ? await cancelWork(tx, this.outbox, { entitlementId, by: merchantId === undefined ? 'admin' : 'merchant', words: reason, at }) : undefined;
      if (to === 'revoked' && merchantId !== undefined && !given?.cancelled) throw subscriptionId === undefined ? new RevocationNeedsRefund({}, 'to') : new SeatRevocationNeedsRefund({}, 'to');
      const move = merchantId !== undefined && given?.accepted ? {} : moveOf(to, merchantId === undefined ? 'admin' : 'merchant');
      const [moved] = await moveEntitlements(tx, [entitlementId], move, { actor, reason, at });
      if (subscriptionId !== undefined) await noteSeatRevoked(tx, this.outbox, { entitlementId, subscriptionId });
      await recordAudit(tx, { personId: actor, action: 'delivery.access_changed', happenedAt: at, details: { entitlementId, from, asked: to, to: moved?.to ?? from, reason, merchantId: merchantId ?? null } });
      return moved?.to ?? from;
    });
  }
}

async function locked(tx: Tx, entitlementId: string, merchantId: string | undefined): Promise<{ state: EntitlementState; deliveryKind: DeliveryKind }> {
  const [entitlement] = await prepared<{ state: EntitlementState; deliveryKind: DeliveryKind }>(tx, stateOf, [entitlementId, merchantId ?? null]);
  if (!entitlement) throw new EntitlementUnknown();
  return entitlement;
}
