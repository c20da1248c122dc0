import { Module } from '@nestjs/common';
import { DeliveryModule } from '@silkport/delivery';
import { IdentityModule } from '@silkport/identity';
import { OrderingModule } from '@silkport/ordering';
import { CONFIG, type Config } from '@silkport/platform';
import { SettlementModule } from '@silkport/settlement';
import { FolderMailer } from './folder-mailer.js';
import { mailFolderOf } from './mail-file.js';
import { MailFolder } from './mail-folder.js';
import { Mailer } from './mailer.js';
import { MerchantPages } from './merchant-pages.js';
import { OnAccessChanged } from './on-access-changed.js';
import { OnSeatChanged } from './on-seat-changed.js';
import { OnShipmentDispatched } from './on-shipment-dispatched.js';
import { OnWorkCancelled } from './on-work-cancelled.js';
import { OnMilestoneMoved } from './on-milestone-moved.js';
import { OnOrderCancelled } from './on-order-cancelled.js';
import { OnOrderDisputed } from './on-order-disputed.js';
import { OnOrderLinkAsked } from './on-order-link-asked.js';
import { OnOrderPaid } from './on-order-paid.js';
import { OnOrderRefunded } from './on-order-refunded.js';
import { OnPayoutSettled } from './on-payout-settled.js';
import { OnReleasePublished } from './on-release-published.js';
import { ReleaseMails } from './release-mails.js';
import { TellHolders } from './tell-holders.js';
import { OnPersonSignedUp } from './on-person-signed-up.js';
import { OnSaleDisputed } from './on-sale-disputed.js';
import { OnSessionBooked } from './on-session-booked.js';
import { OnSessionContested } from './on-session-contested.js';
import { OnSignUpRepeated } from './on-sign-up-repeated.js';
import { OnSubscriptionChanged } from './on-subscription-changed.js';
import { OnSaleWithdrawn } from './on-sale-withdrawn.js';
import { OnWithdrawalReceived } from './on-withdrawal-received.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { PostToOwners } from './post-to-owners.js';
import { SendMessages } from './send-messages.js';
import { SmtpMailer } from './smtp-mailer.js';

const mailer = {
  provide: Mailer,
  useFactory: (config: Config): Mailer => (config.smtpUrl ? new SmtpMailer(config.smtpUrl, config.mailFrom) : new FolderMailer(mailFolderOf(config), config.mailFrom)),
  inject: [CONFIG],
};

@Module({
  imports: [DeliveryModule, IdentityModule, OrderingModule, SettlementModule],
  providers: [
    mailer, MailFolder, MerchantPages, OnWorkCancelled, OnMilestoneMoved, OnAccessChanged, OnSeatChanged, OnShipmentDispatched, OnOrderCancelled, OnOrderDisputed, OnOrderLinkAsked, OnOrderPaid, OnOrderRefunded, OnPayoutSettled, OnPersonSignedUp, OnReleasePublished, ReleaseMails, TellHolders, OnSaleDisputed, OnSaleWithdrawn, OnSessionBooked, OnSessionContested,
    OnSubscriptionChanged, OnSignUpRepeated, OnWithdrawalReceived, OrderLinks, PostMessage, PostToOwners, SendMessages,
  ],
  exports: [MailFolder],
})
export class NotificationsModule {}
