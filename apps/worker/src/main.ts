import 'reflect-metadata';
import { I18nModule } from '@silkport/i18n';
import { serveProcess } from '@silkport/platform';
import { workerContexts } from './contexts.js';
import { WorkerModule } from './worker.module.js';

/** The worker as a process of its own: event deliveries, jobs and schedules; no pages but health and metrics. */
await serveProcess({ contexts: workerContexts, imports: [I18nModule.forRoot(workerContexts), WorkerModule], worker: true });
