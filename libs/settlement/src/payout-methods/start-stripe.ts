import { Injectable } from '@nestjs/common';
import { ClusterReads } from '@silkport/clusters';
import { recordAudit } from '@silkport/identity';
import { ConnectMerchant, type OnboardingLink } from '@silkport/payments';
import { Database, prepared, statement, type Tx } from '@silkport/platform';
import { Clock, newId, translation } from '@silkport/values';
import { MerchantUnknown, ProviderDoesNotReach } from '../settlement.errors.js';
import { noteStanding } from './note-standing.js';
import { PayoutMethod } from './payout-method.entity.js';
import { stripeReaches } from './stripe-reach.js';

const current = statement('settlement.current_method_kind', 'SELECT kind FROM settlement.payout_methods WHERE merchant_id = $1 ORDER BY set_at DESC, id DESC LIMIT 1');

export interface StripeStart {
  readonly merchantId: string;
  readonly personId: string;
  readonly email: string;
  readonly returnUrl: string;
  readonly refreshUrl: string;
}

/** Chooses the payment provider as a merchant's way to be paid, and leads to the page where it asks what it must know. Doing it again gives a new link. */
@Injectable()
export class StartStripe {
  constructor(
    private readonly database: Database,
    private readonly clusters: ClusterReads,
    private readonly connect: ConnectMerchant,
    private readonly clock: Clock,
  ) {}

  /** @throws MerchantUnknown @throws ProviderDoesNotReach @throws PaymentProviderAway */
  async run({ merchantId, personId, email, returnUrl, refreshUrl }: StripeStart): Promise<OnboardingLink> {
    const [merchant] = await this.clusters.merchantsById([merchantId]);
    if (!merchant) throw new MerchantUnknown();
    if (!stripeReaches(merchant.country)) throw new ProviderDoesNotReach();
    const standing = await this.connect.open({ merchantId, country: merchant.country, email, businessName: translation(merchant.name, 'en').text });
    await this.database.transaction(async (tx) => {
      await noteStanding(tx, standing, this.clock.now());
      await this.choose(tx, { merchantId, country: merchant.country, personId });
    });
    return this.connect.onboardingLink({ merchantId, returnUrl, refreshUrl });
  }

  private async choose(tx: Tx, { merchantId, country, personId }: { merchantId: string; country: string; personId: string }): Promise<void> {
    const [method] = await prepared<{ kind: string }>(tx, current, [merchantId]);
    if (method?.kind === 'stripe') return;
    const setAt = this.clock.now();
    await tx.insert(PayoutMethod, { id: newId(), merchantId, kind: 'stripe', country, holderName: null, iban: null, accountNumber: null, bankCode: null, bankName: null, setAt, setBy: personId });
    await recordAudit(tx, { personId, action: 'settlement.payout_method_set', happenedAt: setAt, details: { merchantId, kind: 'stripe', country } });
  }
}
