import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EvidenceKind } from '../tax-request.js';

export const placeStandings = ['sufficient', 'pending', 'contradicted'] as const;
/** `sufficient`: as many items agree as the market asks for; `pending`: too few; `contradicted`: some item, or most of them, speak for another country/region. */
export type PlaceStanding = (typeof placeStandings)[number];

/**
 * What the evidence of a paid order came to, judged when it was paid and anew with each item that comes later; the last one stands. What
 * was frozen with the order is not touched by it. Append-only.
 */
@Entity({ schema: 'tax', name: 'place_verdicts' })
@Index('place_verdicts_by_order', ['orderId', 'id'])
@Index('place_verdicts_to_look_at', { synchronize: false })
export class PlaceJudgement {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'place_verdicts_pkey' }) id: string;
  @Column({ name: 'order_id', type: 'uuid' }) orderId: string;
  /** Where its taxes were computed for. */
  @Column({ name: 'taxed_in', type: 'char', length: 2 }) taxedIn: string;
  /** Where the evidence places it. */
  @Column({ type: 'char', length: 2 }) country: string;
  @Column({ type: 'text' }) verdict: PlaceStanding;
  /** Kinds and countries/regions of the evidence, without what it said. */
  @Column({ type: 'jsonb' }) items: readonly { readonly kind: EvidenceKind; readonly country: string }[];
  @Column({ name: 'judged_at', type: 'timestamptz', default: () => 'now()' }) judgedAt: Date;
}
