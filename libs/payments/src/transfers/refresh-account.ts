import { Injectable } from '@nestjs/common';
import { Database, job, Outbox, Runs } from '@silkport/platform';
import { Clock, isId } from '@silkport/values';
import { accountFacts, keepAccount } from './keep-account.js';
import { StripeConnect } from './stripe-connect.js';

export const refreshAccount = job<{ accountId: string }>('payments/refresh-account');

/** Asks how an account stands now: its notifications may come in any order, several in a second, and only the newest counts. */
@Injectable()
export class RefreshAccount {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly connect: StripeConnect,
    private readonly clock: Clock,
  ) {}

  @Runs(refreshAccount)
  async run({ accountId }: { accountId: string }): Promise<void> {
    const askedAt = this.clock.now();
    const account = await this.connect.account(accountId);
    const merchantId = account.metadata?.merchantId ?? '';
    if (isId(merchantId)) await this.database.transaction((tx) => keepAccount(tx, this.outbox, merchantId, accountFacts(account), askedAt));
  }
}
