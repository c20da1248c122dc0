import type { ResourceKind } from './objects/resource-kind.js';
import { expireDispute } from './verbs/decide-dispute.js';
import { expireSession } from './verbs/expire-session.js';
import { moveDuePayout } from './verbs/move-payout.js';
import { settleDueRefund } from './verbs/settle-refund.js';
import { perform, type Call, type World } from './world.js';

type Due = (call: Call, id: string) => void;

/** What time does to each kind of object. */
const changes: Partial<Record<ResourceKind, Due>> = {
  'checkout.session'(call, id) {
    const session = call.resources.find('checkout.session', id);
    if (session?.status === 'open') expireSession(call, session);
  },
  dispute(call, id) {
    const dispute = call.resources.find('dispute', id);
    if (dispute) expireDispute(call, dispute);
  },
  payout(call, id) {
    const payout = call.resources.find('payout', id);
    if (payout) moveDuePayout(call, payout);
  },
  refund(call, id) {
    const refund = call.resources.find('refund', id);
    if (refund) settleDueRefund(call, refund);
  },
};

/** Does what the time asks for: sessions that expire, payouts that arrive, webhooks that are to be tried again. */
export function tick(world: World): void {
  for (let due = world.resources.due(world.clock.nowSeconds()); due.length > 0; due = world.resources.due(world.clock.nowSeconds())) {
    for (const { id, kind, account } of due) perform(world, (call) => change(call, kind, id), undefined, account);
  }
  world.courier.sendDue();
}

function change(call: Call, kind: ResourceKind, id: string): void {
  call.resources.setDue(id, null);
  changes[kind]?.(call, id);
}
