import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { SeedDemo } from '@silkport/demo';
import { loadConfig } from '@silkport/platform';
import { contexts } from './contexts.js';
import { migrateDatabase } from './local-database.js';
import { SilkportModule } from './silkport.module.js';

/** Brings the database of DATABASE_URL up to date before the processes start, and seeds the demo where it is wanted. */
const config = loadConfig(process.env);
const { databaseUrl, signingSecret } = config;
if (!databaseUrl || !signingSecret) throw new Error('Set DATABASE_URL and SIGNING_SECRET: a database that several processes share is named by its address.');
const done = await migrateDatabase(databaseUrl, contexts);
console.log(`Database up to date (${done.length} migrations now).`);
if (config.demo) {
  const app = await NestFactory.createApplicationContext(SilkportModule.forRoot({ ...config, databaseUrl, signingSecret }, { mail: false, worker: false }), { logger: ['error', 'warn'] });
  await app.get(SeedDemo).run((words) => console.log(words));
  await app.close();
}
