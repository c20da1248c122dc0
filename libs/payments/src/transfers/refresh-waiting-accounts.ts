import { Injectable, Logger } from '@nestjs/common';
import { Database, Every, statement } from '@silkport/platform';
import { PaymentProviderAway } from '../payments.errors.js';
import { RefreshAccount } from './refresh-account.js';

const accountsAtOnce = 100;
const beforeAll = '00000000-0000-0000-0000-000000000000';

const waiting = statement(
  'payments.waiting_accounts',
  'SELECT merchant_id AS "merchantId", account_id AS "accountId" FROM payments.connected_accounts WHERE NOT can_receive AND merchant_id > $1 ORDER BY merchant_id LIMIT $2',
);

/** Asks how the accounts stand that could receive nothing when Stripe last told of them: its word that they can now may have been lost. */
@Injectable()
export class RefreshWaitingAccounts {
  private readonly logger = new Logger('payments');

  constructor(private readonly database: Database, private readonly refreshAccount: RefreshAccount) {}

  @Every('25 */3 * * *', 'payments/refresh-waiting-accounts')
  async run(): Promise<void> {
    for (let after: string | undefined = beforeAll; after !== undefined;) {
      const accounts: { merchantId: string; accountId: string }[] = await this.database.read(waiting, [after, accountsAtOnce]);
      for (const { accountId } of accounts) {
        try {
          await this.refreshAccount.run({ accountId });
        } catch (error) {
          if (error instanceof PaymentProviderAway) return;
          this.logger.error(`The account ${accountId} cannot be asked for: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      after = accounts.length === accountsAtOnce ? accounts.at(-1)?.merchantId : undefined;
    }
  }
}
