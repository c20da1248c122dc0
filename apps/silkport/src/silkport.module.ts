import { Module, type DynamicModule } from '@nestjs/common';
import { DemoModule } from '@silkport/demo';
import { I18nModule } from '@silkport/i18n';
import { NotificationsModule } from '@silkport/notifications';
import { PlatformModule, type PlatformOptions } from '@silkport/platform';
import { ApiModule } from '../../api/src/api.module.js';
import { StorefrontModule } from '../../storefront/src/storefront.module.js';
import { storefrontMessages } from '../../storefront/src/storefront-messages.js';
import { WorkerModule } from '../../worker/src/worker.module.js';
import { contexts } from './contexts.js';
import { MailController } from './mail.controller.js';

/** Storefront, API and worker in one process. */
@Module({})
export class SilkportModule {
  /** @param shows `mail`: the local mailbox page, where no SMTP server is configured; `worker`: whether this process works on jobs */
  static forRoot(config: PlatformOptions['config'], shows: { readonly mail: boolean; readonly worker: boolean }): DynamicModule {
    return {
      module: SilkportModule,
      imports: [
        PlatformModule.forRoot({ config, contexts, worker: shows.worker }), I18nModule.forRoot([...contexts, storefrontMessages]), ApiModule, StorefrontModule, WorkerModule, NotificationsModule, DemoModule,
      ],
      controllers: shows.mail ? [MailController] : [],
    };
  }
}
