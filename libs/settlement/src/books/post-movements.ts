import { Injectable } from '@nestjs/common';
import { postTransactions } from '@silkport/ledger';
import { balanceMoved, type BalanceMoved } from '@silkport/payments';
import { Handles, type Tx } from '@silkport/platform';
import { movementPostings } from './movement-postings.js';
import { payeesOf } from './payees.js';

/** Posts what moved on our balance at the provider, a hundred movements in one statement. What cannot be told is left to reconciliation. */
@Injectable()
export class PostMovements {
  @Handles(balanceMoved, 'settlement/post-movements')
  async moved(tx: Tx, { movements }: BalanceMoved): Promise<void> {
    const merchants = await payeesOf(tx, movements);
    await postTransactions(tx, movements.flatMap((movement) => movementPostings(movement, merchants.get(movement.reference ?? '')) ?? []));
  }
}
