import { Catch, Inject, type ArgumentsHost } from '@nestjs/common';
import { EntitlementUnknown, RefusedAccesses } from '@silkport/delivery';
import { Phrases, ProblemFilter } from '@silkport/i18n';
import { OrderUnknown } from '@silkport/ordering';
import type { FastifyRequest } from 'fastify';
import { HeldItems } from './held-items.js';

const deliveries = '/v1/orders/:number/deliveries';

/** Writes down who asked with a wrong key, or as somebody else, for what an order brought; and answers as for everything else. */
@Catch(OrderUnknown, EntitlementUnknown)
export class NoteForeignTries extends ProblemFilter {
  constructor(@Inject(Phrases) phrases: Phrases, private readonly refused: RefusedAccesses, private readonly items: HeldItems) {
    super(phrases);
  }

  override catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (request.routeOptions.url?.startsWith(deliveries)) {
      const { id, entitlementId = id } = request.params as { id?: string; entitlementId?: string };
      this.refused.note(error, { entitlementId: entitlementId ?? null, client: this.items.clientOf(request) });
    }
    super.catch(error, host);
  }
}
