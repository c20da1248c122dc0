import { Injectable } from '@nestjs/common';
import { orderDisputed, orderDisputeDecided, type OrderDisputed, type OrderDisputeDecided } from '@silkport/ordering';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';

const note = statement('settlement.note_dispute', `
  INSERT INTO settlement.disputes (dispute_id, order_id, decided_at) VALUES ($1, $2, $3)
  ON CONFLICT (dispute_id) DO UPDATE SET decided_at = coalesce(settlement.disputes.decided_at, excluded.decided_at)`);

/** Remembers which orders are disputed, in whichever order the two are told. */
@Injectable()
export class NoteDisputes {
  @Handles(orderDisputed, 'settlement/note-dispute')
  async opened(tx: Tx, { disputeId, orderId }: OrderDisputed): Promise<void> {
    await prepared(tx, note, [disputeId, orderId, null]);
  }

  @Handles(orderDisputeDecided, 'settlement/note-decision')
  async decided(tx: Tx, { disputeId, orderId, at }: OrderDisputeDecided): Promise<void> {
    await prepared(tx, note, [disputeId, orderId, at]);
  }
}
