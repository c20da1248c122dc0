import { Injectable } from '@nestjs/common';
import { AccessLog, ApiAccessReads, DownloadLinks, EntitlementReads, SeatReads, type AccessClient, type AccessView } from '@silkport/delivery';
import { Clock } from '@silkport/values';
import type { KeptItem } from '../held-items.js';
import type { ReceivedFile, SeatStanding } from '../order-standings.js';

/** Where something bought stands, for whoever may use it. */
export interface ItemStanding {
  /** False of a course or a session whose maker has not set up yet what it is used by. */
  readonly isSetUp: boolean;
  /** Whether an API comes with it, whatever its kind. */
  readonly hasApi: boolean;
  /** None of what is played and read here. */
  readonly files: readonly ReceivedFile[];
  readonly keys: readonly string[];
  /** All of the line, in order; only its own for the holder of a seat. */
  readonly seats: readonly SeatStanding[];
  /** Newest first. */
  readonly log: readonly AccessView[];
}

const newestUses = 20;

@Injectable()
export class ItemStandings {
  constructor(
    private readonly deliveries: EntitlementReads, private readonly seats: SeatReads, private readonly accesses: AccessLog, private readonly links: DownloadLinks, private readonly api: ApiAccessReads, private readonly clock: Clock,
  ) {}

  /** Its own keys are read, and noted as seen by the client; those of seats beside it are not. */
  async of({ order, line, entitlement, holdsOrder }: KeptItem, client: AccessClient): Promise<ItemStanding> {
    const [deliveries, given, log, hasApi] = await Promise.all([this.deliveries.ofOrder(order.id, { client, keysOf: { entitlementId: entitlement.id } }), this.seats.ofOrder(order.id), this.accesses.of(entitlement.id, { limit: newestUses, holdsOrder }), this.api.comesWith(entitlement.variantId)]);
    const seats = deliveries.filter(({ orderLineId, entitlementId }) => orderLineId === line.id && (holdsOrder || entitlementId === entitlement.id))
      .map((delivery) => ({ delivery, given: given.get(delivery.entitlementId ?? '') }));
    const own = seats.find(({ delivery }) => delivery.entitlementId === entitlement.id)?.delivery;
    const at = this.clock.now();
    const files = own?.state === 'active' && own.deliveryKind !== 'stream' ? own.assets.map((asset) => ({ ...asset, href: this.links.linkFor({ entitlementId: entitlement.id, assetId: asset.id }, at) })) : [];
    return { isSetUp: own?.isSetUp ?? true, hasApi, files, keys: own?.keys ?? [], seats, log };
  }
}
