import { Module } from '@nestjs/common';
import { IdentityModule } from '@silkport/identity';
import { OrderingModule } from '@silkport/ordering';
import { CONFIG, type Config } from '@silkport/platform';
import { FolderMailer } from './folder-mailer.js';
import { mailFolderOf } from './mail-file.js';
import { MailFolder } from './mail-folder.js';
import { Mailer } from './mailer.js';
import { OnOrderCancelled } from './on-order-cancelled.js';
import { OnOrderDisputed } from './on-order-disputed.js';
import { OnOrderLinkAsked } from './on-order-link-asked.js';
import { OnOrderPaid } from './on-order-paid.js';
import { OnOrderRefunded } from './on-order-refunded.js';
import { OnPersonSignedUp } from './on-person-signed-up.js';
import { OnSignUpRepeated } from './on-sign-up-repeated.js';
import { OnWithdrawalReceived } from './on-withdrawal-received.js';
import { OrderLinks } from './order-links.js';
import { PostMessage } from './post-message.js';
import { SendMessage } from './send-message.js';
import { SmtpMailer } from './smtp-mailer.js';

const mailer = {
  provide: Mailer,
  useFactory: (config: Config): Mailer => (config.smtpUrl ? new SmtpMailer(config.smtpUrl, config.mailFrom) : new FolderMailer(mailFolderOf(config), config.mailFrom)),
  inject: [CONFIG],
};

@Module({
  imports: [IdentityModule, OrderingModule],
  providers: [mailer, MailFolder, OnOrderCancelled, OnOrderDisputed, OnOrderLinkAsked, OnOrderPaid, OnOrderRefunded, OnPersonSignedUp, OnSignUpRepeated, OnWithdrawalReceived, OrderLinks, PostMessage, SendMessage],
  exports: [MailFolder],
})
export class NotificationsModule {}
