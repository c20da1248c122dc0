import { Injectable } from '@nestjs/common';
import { recordAudit } from '@silkport/identity';
import { Database } from '@silkport/platform';
import { Clock, newId } from '@silkport/values';
import { checkedBankAccount, maskedAccount, type WantedBankAccount } from './bank-account.js';
import { PayoutMethod } from './payout-method.entity.js';

export interface BankAccountChange extends WantedBankAccount {
  readonly merchantId: string;
  readonly personId: string;
}

/** Says to which bank account a merchant's pay-outs go from now on. Those that were made already keep theirs. */
@Injectable()
export class SetBankAccount {
  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** @throws IbanInvalid @throws AccountNumberInvalid @throws BicInvalid @throws CnapsCodeInvalid */
  async run({ merchantId, personId, ...wanted }: BankAccountChange): Promise<void> {
    const account = checkedBankAccount(wanted);
    const setAt = this.clock.now();
    await this.database.transaction(async (tx) => {
      await tx.insert(PayoutMethod, { id: newId(), merchantId, kind: 'bank_account', ...account, setAt, setBy: personId });
      const details = { merchantId, kind: 'bank_account', country: account.country, account: maskedAccount(account.iban ?? account.accountNumber ?? '') };
      await recordAudit(tx, { personId, action: 'settlement.payout_method_set', happenedAt: setAt, details });
    });
  }
}
