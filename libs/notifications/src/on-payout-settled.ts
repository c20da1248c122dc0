import { Injectable } from '@nestjs/common';
import { Phrases } from '@silkport/i18n';
import { Handles, type EventContext, type Tx } from '@silkport/platform';
import { payoutFailed, PayoutMethodReads, payoutPaid, type PayoutFailed, type PayoutPaid } from '@silkport/settlement';
import type { Locale } from '@silkport/values';
import { MerchantPages } from './merchant-pages.js';
import { payoutLetter, type ToldPayout } from './payout-letter.js';
import { PostToOwners } from './post-to-owners.js';

/** Writes to a merchant's owners when a pay-out has arrived, and when one did not. */
@Injectable()
export class OnPayoutSettled {
  constructor(private readonly methods: PayoutMethodReads, private readonly pages: MerchantPages, private readonly phrases: Phrases, private readonly postToOwners: PostToOwners) {}

  @Handles(payoutPaid, 'notifications/tell-of-payout-paid')
  async tellOfPaid(tx: Tx, { payoutId, merchantId, amount, paidAt }: PayoutPaid, { eventId }: EventContext): Promise<void> {
    const to = await this.methods.ofPayout(payoutId);
    const told = { result: 'paid' as const, amount, at: new Date(paidAt), to, reason: null };
    await this.tell(tx, { eventId, merchantId, told }, (locale) => this.pages.statement(locale, to.createdAt));
  }

  @Handles(payoutFailed, 'notifications/tell-of-payout-failed')
  async tellOfFailed(tx: Tx, { payoutId, merchantId, amount, reason, failedAt }: PayoutFailed, { eventId }: EventContext): Promise<void> {
    const told = { result: 'failed' as const, amount, at: new Date(failedAt), to: await this.methods.ofPayout(payoutId), reason };
    await this.tell(tx, { eventId, merchantId, told }, (locale) => this.pages.money(locale));
  }

  private tell(tx: Tx, { eventId, merchantId, told }: { eventId: string; merchantId: string; told: ToldPayout }, urlIn: (locale: Locale) => string): Promise<void> {
    return this.postToOwners.run(tx, { eventId, kind: `payout-${told.result}`, merchantId, letterIn: (locale) => payoutLetter(this.phrases, locale, told, urlIn(locale)) });
  }
}
