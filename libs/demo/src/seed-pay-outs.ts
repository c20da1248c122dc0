import { Injectable } from '@nestjs/common';
import { ChangeTerms, PayoutMethodReads, SetBankAccount } from '@silkport/settlement';
import type { DemoCluster } from './demo-content.js';
import { demoId } from './demo-ids.js';

const stateBank = { bankCode: '102100099996', bankName: '示范银行' };

/** A bank account for every merchant, clearly a made-up one, and terms for the first: paid daily without a hold, so that there is a pay-out to look at on the first day. */
@Injectable()
export class SeedPayOuts {
  constructor(private readonly setBankAccount: SetBankAccount, private readonly changeTerms: ChangeTerms, private readonly methods: PayoutMethodReads) {}

  /** @param adminId who agreed the terms; a merchant that has an account keeps it */
  async run(clusters: readonly DemoCluster[], adminId: string): Promise<void> {
    const merchants = clusters.flatMap((cluster) => cluster.merchants);
    for (const [index, { slug, name }] of merchants.entries()) {
      const merchantId = demoId('merchant', slug);
      if ((await this.methods.of(merchantId)).kind !== null) continue;
      if (index === 0) await this.changeTerms.run({ ...dailyTerms, merchantId, personId: adminId });
      const accountNumber = `9999${String(index + 1).padStart(12, '0')}`;
      await this.setBankAccount.run({ merchantId, personId: adminId, holderName: name['zh-CN'] ?? name.en ?? slug, country: 'CN', accountNumber, ...stateBank });
    }
  }
}

const dailyTerms = { currency: 'CNY', schedule: 'daily', scheduleDay: 0, minimum: '0', holdDays: 0, reserveBasisPoints: 0, reserveDays: 0, reason: 'demo' } as const;
