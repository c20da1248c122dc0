import { Injectable } from '@nestjs/common';
import { AccessLog, DownloadLinks, EntitlementReads, SeatReads, type AccessView, type LineDelivery, type SeatGiven } from '@silkport/delivery';
import { Clock } from '@silkport/values';
import type { KeptItem } from '../held-items.js';
import type { ReceivedFile } from '../order-standings.js';

/** A seat of the line beside this one. */
export interface SeatStanding { readonly delivery: LineDelivery; readonly given: SeatGiven | undefined }

/** Where something bought stands, for whoever may use it. */
export interface ItemStanding {
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
    private readonly deliveries: EntitlementReads, private readonly seats: SeatReads, private readonly accesses: AccessLog, private readonly links: DownloadLinks, private readonly clock: Clock,
  ) {}

  async of({ order, line, entitlement, holdsOrder }: KeptItem): Promise<ItemStanding> {
    const [deliveries, given, log] = await Promise.all([this.deliveries.ofOrder(order.id), this.seats.ofOrder(order.id), this.accesses.of(entitlement.id, newestUses)]);
    const seats = deliveries.filter(({ orderLineId, entitlementId }) => orderLineId === line.id && (holdsOrder || entitlementId === entitlement.id))
      .map((delivery) => ({ delivery, given: given.get(delivery.entitlementId ?? '') }));
    const own = seats.find(({ delivery }) => delivery.entitlementId === entitlement.id)?.delivery;
    const at = this.clock.now();
    const files = own?.state === 'active' ? own.assets.map((asset) => ({ ...asset, href: this.links.linkFor({ entitlementId: entitlement.id, assetId: asset.id }, at) })) : [];
    return { files, keys: own?.keys ?? [], seats, log };
  }
}
