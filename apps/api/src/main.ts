import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { I18nModule } from '@silkport/i18n';
import { ConfigFaults, createHttpApp, loadConfig, PlatformModule, type Config } from '@silkport/platform';
import { ApiModule } from './api.module.js';
import { contexts } from './contexts.js';
import { setUpDocs } from './docs.js';

/** A process of its own has no embedded database and no sandbox to fall back on. @throws ConfigFaults */
function completeConfig(): Config & { databaseUrl: string; signingSecret: string } {
  const config = loadConfig(process.env);
  const { databaseUrl, signingSecret, stripe } = config;
  const faults = [
    databaseUrl ? '' : 'DATABASE_URL must be set: the address of the PostgreSQL server that all processes share.',
    signingSecret ? '' : 'SIGNING_SECRET must be set: at least 32 characters, the same in every process.',
    stripe ? '' : 'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET must be set.',
  ].filter(Boolean);
  if (!databaseUrl || !signingSecret || faults.length) throw new ConfigFaults(faults);
  return { ...config, databaseUrl, signingSecret };
}

async function main(): Promise<void> {
  const config = completeConfig();

  @Module({ imports: [PlatformModule.forRoot({ config, contexts, worker: false }), I18nModule.forRoot(contexts), ApiModule] })
  class ApiProcessModule {}

  const app = await createHttpApp(ApiProcessModule, config);
  setUpDocs(app);
  await app.listen(config.port, config.host);
  console.log(`API: http://${config.host}:${config.port}/docs`);
}

main().catch((error: unknown) => {
  const sentences = error instanceof ConfigFaults ? error.faults : [`The API cannot start. ${startAdvice(error)}`];
  for (const sentence of sentences) console.error(sentence);
  process.exit(1);
});

function startAdvice(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'The port is taken: set PORT to another one.';
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'The database does not answer: check DATABASE_URL.';
  return message;
}
