import { Injectable } from '@nestjs/common';
import {
  BalanceReads, PayoutMethodReads, PayoutReads, StatementReads, TermsReads, type MerchantBalance, type PayoutMethodView, type PayoutPage, type StatementHead, type TermsView,
} from '@silkport/settlement';

export interface MerchantMoney {
  readonly balances: readonly MerchantBalance[];
  readonly terms: readonly (TermsView & { readonly currency: string })[];
  readonly method: PayoutMethodView;
  readonly payouts: PayoutPage;
  readonly statements: readonly StatementHead[];
}

const payoutsAPage = 20;

/** All that a merchant's page about its money shows. */
@Injectable()
export class MerchantMoneyReads {
  constructor(
    private readonly balances: BalanceReads, private readonly terms: TermsReads, private readonly methods: PayoutMethodReads, private readonly payouts: PayoutReads,
    private readonly statements: StatementReads,
  ) {}

  /** @throws InvalidCursor */
  async of(merchantId: string, cursor: string | undefined): Promise<MerchantMoney> {
    const [balances, terms, method, payouts, statements] = await Promise.all([
      this.balances.of(merchantId), this.terms.inForce(merchantId), this.methods.of(merchantId), this.payouts.ofMerchant(merchantId, cursor, payoutsAPage), this.statements.months(merchantId),
    ]);
    return { balances, terms, method, payouts, statements };
  }
}
