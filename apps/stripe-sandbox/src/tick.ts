import { expireSession } from './verbs/expire-session.js';
import { perform, type World } from './world.js';

/** Does what the time asks for: sessions that expire, webhooks that are to be tried again. */
export function tick(world: World): void {
  for (const id of world.resources.dueSessions(world.clock.nowSeconds())) {
    perform(world, (call) => {
      const session = call.resources.find('checkout.session', id);
      if (session?.status === 'open') expireSession(call, session);
    });
  }
  world.courier.sendDue();
}
