import 'reflect-metadata';
import { SeedDemo } from '@silkport/demo';
import { ConfigFaults, createHttpApp, loadConfig, Metrics, type Config } from '@silkport/platform';
import { setUpDocs } from '../../api/src/docs.js';
import { contexts } from './contexts.js';
import { DataFolderUnusable, openDataFolder } from './data-folder.js';
import { migrateDatabase, startLocalDatabase } from './local-database.js';
import { PortUnusable, refuseTakenPort } from './refuse-taken-port.js';
import { startSandboxProcess } from './sandbox-process.js';
import { proxySandbox } from './sandbox-proxy.js';
import { showsMail } from './shows-mail.js';
import { SilkportModule } from './silkport.module.js';
import { welcome } from './welcome.js';

const say = (words: string) => console.log(words);

/** What has been started, last first: the order in which it is stopped. */
const stops: (() => Promise<void> | void)[] = [];
let isStopping = false;

async function start(config: Config): Promise<void> {
  await refuseTakenPort(config.port, config.host);
  const { secrets, release } = openDataFolder(config.dataDir);
  stops.unshift(release);
  const databaseUrl = config.databaseUrl ?? (await localDatabase(config, secrets.databasePassword));
  const done = await migrateDatabase(databaseUrl, contexts);
  if (done.length) say(`Database brought up to date (${done.length} migrations).`);
  const sandbox = config.stripe ? undefined : await startSandboxProcess(config, secrets.sandboxWebhookSecret);
  if (sandbox) stops.unshift(sandbox.stop);

  const settled = { ...config, databaseUrl, signingSecret: config.signingSecret ?? secrets.signingSecret, stripe: config.stripe ?? sandbox?.stripe };
  const app = await createHttpApp(SilkportModule.forRoot(settled, { mail: showsMail(config), worker: true }), settled);
  stops.unshift(() => app.close());
  setUpDocs(app);
  if (sandbox) await proxySandbox(app.getHttpAdapter().getInstance() as never, sandbox.stripe.apiUrl);
  if (config.demo) await app.get(SeedDemo).run(say);
  app.get(Metrics).collectProcess();
  await app.listen(config.port, config.host);
  say(welcome(config));
}

async function localDatabase(config: Config, password: string): Promise<string> {
  say('Starting PostgreSQL…');
  const database = await startLocalDatabase(config.dataDir, password);
  stops.unshift(database.stop);
  return database.url;
}

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const end of stops) await Promise.resolve(end()).catch((error: unknown) => console.error(error));
  process.exit(code);
}

/** A fault of the set-up is one clear line; anything else is a bug and shows its stack. */
function explain(error: unknown): string {
  if (error instanceof ConfigFaults) return ['Silkport cannot start with these settings:', ...error.faults.map((fault) => `  - ${fault}`)].join('\n');
  if (error instanceof PortUnusable || error instanceof DataFolderUnusable) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === '28P01' || code === '3D000') return `The database of DATABASE_URL cannot be reached: ${message || code}. Check the address, the name and the password.`;
  return stack ?? String(error);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isStopping) process.exit(1);
    say('\nStopping…');
    void stop(0);
  });
}
try {
  await start(loadConfig(process.env));
} catch (error) {
  console.error(explain(error));
  await stop(1);
}
