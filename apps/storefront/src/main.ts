import 'reflect-metadata';
import { serveProcess } from '@silkport/platform';
import { storefrontContexts } from './contexts.js';
import { storefrontMessages } from './storefront-messages.js';
import { StorefrontModule } from './storefront.module.js';
import { I18nModule } from '@silkport/i18n';

/** The storefront as a process of its own, beside others on the same database. */
await serveProcess({ contexts: storefrontContexts, imports: [I18nModule.forRoot([...storefrontContexts, storefrontMessages]), StorefrontModule], worker: false });
