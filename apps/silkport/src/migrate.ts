import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { SeedDemo } from '@silkport/demo';
import { loadSharedConfig, type SharedConfig } from '@silkport/platform';
import { contexts } from './contexts.js';
import { explainFault } from './explain-fault.js';
import { migrateDatabase } from './local-database.js';
import { reachDatabase } from './reach-database.js';
import { SilkportModule } from './silkport.module.js';

/** Brings the database of DATABASE_URL up to date before the processes start, and seeds the demo where it is wanted. */
async function bringUpToDate(config: SharedConfig): Promise<void> {
  await reachDatabase(config.databaseUrl);
  const done = await migrateDatabase(config.databaseUrl, contexts);
  console.log(`Database up to date (${done.length} migrations now).`);
  if (!config.demo) return;
  const app = await NestFactory.createApplicationContext(SilkportModule.forRoot(config, { mail: false, worker: false }), { logger: ['error', 'warn'] });
  await app.get(SeedDemo).run((words) => console.log(words));
  await app.close();
}

try {
  await bringUpToDate(loadSharedConfig(process.env));
} catch (error) {
  console.error(explainFault(error));
  process.exit(1);
}
