import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SeedDemo } from '@silkport/demo';
import { createHttpApp, Metrics, type SharedConfig } from '@silkport/platform';
import { setUpDocs } from '../../api/src/docs.js';
import type { Running } from './running.js';
import { proxySandbox } from './sandbox-proxy.js';
import { showsMail } from './shows-mail.js';
import { SilkportModule } from './silkport.module.js';

/** The whole marketplace as an application on a migrated database, seeded where the demo is wanted; it does not listen yet. */
export async function openMarketplace(config: SharedConfig, sandboxUrl: string | undefined, running: Running, say: (words: string) => void): Promise<NestFastifyApplication> {
  const app = await createHttpApp(SilkportModule.forRoot(config, { mail: showsMail(config), worker: true }), config);
  running.add(() => app.close());
  setUpDocs(app);
  if (sandboxUrl) await proxySandbox(app.getHttpAdapter().getInstance() as never, sandboxUrl);
  if (config.demo) await app.get(SeedDemo).run(say);
  app.get(Metrics).collectProcess();
  return app;
}

