import { Injectable } from '@nestjs/common';
import { connectedAccountChanged, type ConnectedAccountChanged } from '@silkport/payments';
import { Handles, prepared, statement, toJson, type EventContext, type Tx } from '@silkport/platform';

const note = statement('settlement.note_connected_account', `
  INSERT INTO settlement.connected_accounts (merchant_id, account_id, can_receive, requirements, changed_at) VALUES ($1, $2, $3, $4::jsonb, $5)
  ON CONFLICT (merchant_id) DO UPDATE SET account_id = excluded.account_id, can_receive = excluded.can_receive, requirements = excluded.requirements, changed_at = excluded.changed_at
    WHERE settlement.connected_accounts.changed_at <= excluded.changed_at`);

/** Keeps the newest word on a merchant's account at the provider; older word that comes late is dropped. */
export async function noteStanding(tx: Tx, { merchantId, accountId, canReceive, requirements }: ConnectedAccountChanged, at: Date): Promise<void> {
  await prepared(tx, note, [merchantId, accountId, canReceive, toJson(requirements), at]);
}

@Injectable()
export class OnConnectedAccountChanged {
  @Handles(connectedAccountChanged, 'settlement/note-standing')
  async run(tx: Tx, changed: ConnectedAccountChanged, { publishedAt }: EventContext): Promise<void> {
    await noteStanding(tx, changed, publishedAt);
  }
}
