import { Injectable } from '@nestjs/common';
import { Database, Outbox, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import type { Stripe } from 'stripe';
import { accountFacts, keepAccount } from './keep-account.js';
import { CountryNotConnectable, MerchantNotConnected } from '../payments.errors.js';
import { connectRefusal, StripeConnect } from './stripe-connect.js';

export interface MerchantToConnect {
  readonly merchantId: string;
  /** ISO 3166-1 alpha-2, where the merchant's bank account and business are. */
  readonly country: string;
  readonly email: string;
  readonly businessName: string;
}

export interface OnboardingRequest {
  readonly merchantId: string;
  /** Where the merchant comes back to, done or not: how it stands then, `standing` says. */
  readonly returnUrl: string;
  /** Where a link that has expired or was used leads: it must make a new one. */
  readonly refreshUrl: string;
}

export interface OnboardingLink {
  readonly url: string;
  readonly expiresAt: Date;
}

export interface MerchantStanding {
  readonly merchantId: string;
  readonly accountId: string;
  /** Transfers to it and payouts from it to its bank are both possible. */
  readonly canReceive: boolean;
  /** What the provider still asks for, by its own names; empty where nothing is. */
  readonly requirements: readonly string[];
}

interface AccountRow { account_id: string; can_receive: boolean; requirements: string[] }

const accountOfMerchant = statement('payments.account_of_merchant', 'SELECT account_id, can_receive, requirements FROM payments.connected_accounts WHERE merchant_id = $1');

/** A merchant's own account at the payment provider, which is the provider's to check and to pay out from. */
@Injectable()
export class ConnectMerchant {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly connect: StripeConnect,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens the account once, however often it is asked; it can receive nothing until the merchant has been through `onboardingLink`. Of one that could receive
   * nothing when the provider last told of it, it is asked how it stands now. @throws CountryNotConnectable @throws PaymentProviderAway
   */
  async open(merchant: MerchantToConnect): Promise<MerchantStanding> {
    const known = await this.standing(merchant.merchantId);
    if (known?.canReceive) return known;
    const askedAt = this.clock.now();
    if (known) return this.keep(merchant.merchantId, await this.connect.account(known.accountId), askedAt);
    const platform = await this.connect.platform();
    const account = await this.connect.openAccount(merchant, platform.country !== merchant.country).catch((error: unknown) => {
      throw connectRefusal(error) === undefined ? error : new CountryNotConnectable({ country: merchant.country }, 'country');
    });
    return this.keep(merchant.merchantId, account, askedAt);
  }

  /** A page of the provider's, good for one use and a few minutes. @throws MerchantNotConnected @throws PaymentProviderAway */
  async onboardingLink(wanted: OnboardingRequest): Promise<OnboardingLink> {
    const standing = await this.standing(wanted.merchantId);
    if (!standing) throw new MerchantNotConnected();
    return this.connect.onboardingLink(standing.accountId, wanted);
  }

  /** As the provider said last; undefined for a merchant that has no account. */
  async standing(merchantId: string): Promise<MerchantStanding | undefined> {
    const [row] = await this.database.read<AccountRow>(accountOfMerchant, [merchantId]);
    return row && { merchantId, accountId: row.account_id, canReceive: row.can_receive, requirements: row.requirements };
  }

  private async keep(merchantId: string, account: Stripe.Account, askedAt: Date): Promise<MerchantStanding> {
    await this.database.transaction((tx) => keepAccount(tx, this.outbox, merchantId, accountFacts(account), askedAt));
    const kept = await this.standing(merchantId);
    if (!kept) throw new Error(`The account of ${merchantId} vanished between two statements`);
    return kept;
  }
}
