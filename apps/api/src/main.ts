import 'reflect-metadata';
import { I18nModule } from '@silkport/i18n';
import { serveProcess } from '@silkport/platform';
import { ApiModule } from './api.module.js';
import { contexts } from './contexts.js';
import { setUpDocs } from './docs.js';

/** The API as a process of its own, beside others on the same database. */
await serveProcess({ contexts, imports: [I18nModule.forRoot(contexts), ApiModule], worker: false, setUp: setUpDocs });
