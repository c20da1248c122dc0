import type { ShipmentView } from '@silkport/delivery';
import type { Visitor } from '../visitor.js';

interface ReceivedBoxesProps { readonly visitor: Visitor; readonly lineId: string; readonly quantity: number; readonly boxes: readonly ShipmentView[] }

/** The boxes that a line travels in: where each stands since when, and the way to follow it at its carrier. */
export function ReceivedBoxes({ visitor, lineId, quantity, boxes }: ReceivedBoxesProps) {
  return (
    <ul class="plain-rows boxes">
      {boxes.map((box) => (
        <li>
          <span>
            {standing(visitor, box, lineId)}
            {piecesIn(box, lineId) < quantity ? <span class="hint"> · {visitor.t('receive.box_pieces', { count: piecesIn(box, lineId), total: visitor.number(quantity) })}</span> : null}
            {box.carrierName ?? box.tracking ? <span class="hint box-carrier"><bdi>{box.carrierName}</bdi>{box.tracking ? <> <bdi dir="ltr" class="tracking">{box.tracking}</bdi></> : null}</span> : null}
          </span>
          {box.trackingUrl && box.state !== 'packed' ? <a class="button quiet-button small-button" href={box.trackingUrl} rel="noreferrer">{visitor.t('receive.box_follow')}</a> : null}
        </li>
      ))}
    </ul>
  );
}

function standing(visitor: Visitor, { state, packedAt, shippedAt, deliveredAt, returnedAt, lines }: ShipmentView, lineId: string): string {
  const sentBack = lines.find((line) => line.lineId === lineId)?.returnedAt;
  if (sentBack) return visitor.t('receive.box_returned', { date: visitor.date(sentBack) });
  const since = { packed: packedAt, shipped: shippedAt, delivered: deliveredAt, returned: returnedAt }[state];
  return visitor.t(`receive.box_${state}`, { date: visitor.date(since ?? packedAt) });
}

function piecesIn({ lines }: ShipmentView, lineId: string): number {
  return lines.filter((line) => line.lineId === lineId).reduce((sum, { quantity }) => sum + quantity, 0);
}
