import { newWebhookEndpoint } from '../objects/webhook-endpoint.js';
import type { SandboxOptions } from '../options.js';
import type { World } from '../world.js';

/** Brings the one endpoint of the settings up to date: the same endpoint at every start, whatever its address is now. It is told the connected accounts' events too. */
export function configureEndpoint(world: World, webhook: NonNullable<SandboxOptions['webhook']>): void {
  world.database.transaction(() => {
    const previousId = world.controls.get('configuredEndpointId');
    const previous = previousId === null ? undefined : world.endpoints.find(previousId);
    const fresh = newWebhookEndpoint({ createdAt: world.clock.nowSeconds(), url: webhook.url, enabledEvents: webhook.enabledEvents ?? ['*'], description: 'Given at start' });
    const endpoint = previous ? { ...fresh, id: previous.endpoint.id, created: previous.endpoint.created } : fresh;
    if (previous) world.endpoints.remove(previous.endpoint.id);
    world.endpoints.add(endpoint, webhook.secret, 'both');
    world.controls.set('configuredEndpointId', endpoint.id);
  });
}
