import { deleteTestClock } from './billing/clocks/delete-test-clock.js';
import { changeBilling } from './billing/clocks/due-billing.js';
import { frozenAt } from './clock.js';
import type { ResourceKind } from './objects/resource-kind.js';
import { expireDispute } from './verbs/decide-dispute.js';
import { expireSession } from './verbs/expire-session.js';
import { moveDuePayout } from './verbs/move-payout.js';
import { settleDueRefund } from './verbs/settle-refund.js';
import { perform, type Call, type World } from './world.js';

type Change = (call: Call, id: string) => void;

/** What time does to each kind of object. */
const changes: Partial<Record<ResourceKind, Change>> = {
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
  subscription: (call, id) => changeBilling(call, 'subscription', id),
  invoice: (call, id) => changeBilling(call, 'invoice', id),
  'test_helpers.test_clock'(call, id) {
    const clock = call.resources.find('test_helpers.test_clock', id);
    if (clock) deleteTestClock(call, clock);
  },
};

/** Does what the time asks for, each at the moment that it fell due and in that order; then sends the webhooks that wait to be tried again. */
export function tick(world: World): void {
  const now = world.clock.nowSeconds();
  for (let due = world.resources.firstDue(now, null); due; due = world.resources.firstDue(now, null)) {
    const { id, kind, account, dueAt } = due;
    perform(world, (call) => change(call, kind, id), { account, clock: frozenAt(dueAt) });
  }
  world.courier.sendDue();
}

function change(call: Call, kind: ResourceKind, id: string): void {
  call.resources.setDue(id, null);
  changes[kind]?.(call, id);
}
