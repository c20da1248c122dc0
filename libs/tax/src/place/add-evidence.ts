import { Injectable } from '@nestjs/common';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { judgeAgain } from './judge-place.js';
import { evidenceRows, insertEvidence } from './keep-evidence.js';
import type { LocationEvidence } from '../tax-request.js';

const adding = statement('tax.add_evidence', insertEvidence);

/** Keeps evidence seen after the payment, such as the country of the card, and judges anew where the supply was; what was frozen with the order stays. */
@Injectable()
export class AddEvidence {
  constructor(private readonly database: Database) {}

  async run(orderId: string, evidence: readonly LocationEvidence[]): Promise<void> {
    await this.database.transaction((tx) => this.within(tx, [{ orderId, evidence }]));
  }

  /** The same of many orders, in a transaction that is open already (an event's handler). */
  async within(tx: Tx, orders: readonly { readonly orderId: string; readonly evidence: readonly LocationEvidence[] }[]): Promise<void> {
    const rows = orders.flatMap(evidenceRows);
    if (!rows.length) return;
    await prepared(tx, adding, [JSON.stringify(rows)]);
    await judgeAgain(tx, orders.map(({ orderId }) => orderId));
  }
}
