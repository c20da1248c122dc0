import type { Config } from '@silkport/platform';
import { contexts } from './contexts.js';
import { openDataFolder } from './data-folder.js';
import { migrateDatabase, startLocalDatabase } from './local-database.js';
import { reachDatabase } from './reach-database.js';
import { portUnusable, refuseTakenPort } from './refuse-taken-port.js';
import type { Running } from './running.js';
import { startSandboxProcess } from './sandbox-process.js';
import { welcome } from './welcome.js';

/** What starting needs of the process around it. */
export interface Surroundings {
  readonly running: Running;
  /** Takes progress in words; throws when the end has been asked for. */
  readonly say: (words: string) => void;
  /** Told when a process beside us ended though nobody asked it to. */
  readonly lose: (part: string) => void;
}

/**
 * Starts everything and listens. Whatever has been started when this throws is in `running`.
 * @throws PortUnusable, DataFolderUnusable, DatabaseUnusable
 */
export async function startMarketplace(config: Config, { running, say, lose }: Surroundings): Promise<void> {
  await refuseTakenPort(config.port, config.host);
  if (config.databaseUrl) await reachDatabase(config.databaseUrl);
  const { secrets, release } = openDataFolder(config.dataDir);
  running.add(release);

  const openDatabase = async () => {
    const url = config.databaseUrl ?? (await localDatabase());
    const done = await migrateDatabase(url, contexts);
    if (done.length) say(`Database brought up to date (${done.length} migrations).`);
    return url;
  };
  const localDatabase = async () => {
    say('Starting PostgreSQL…');
    const database = await startLocalDatabase(config.dataDir, secrets.databasePassword);
    running.add(database.stop);
    void database.ended.then(() => lose('PostgreSQL'));
    return database.url;
  };
  const openSandbox = async () => {
    const sandbox = await startSandboxProcess(config, secrets.sandboxWebhookSecret);
    running.add(sandbox.stop);
    void sandbox.ended.then(() => lose('The Stripe sandbox'));
    return sandbox.stripe;
  };
  // Side by side, for a start that nobody has to wait for: two processes come up while this one reads its own code.
  const [databaseUrl, stripe, { openMarketplace }] = await allSettled([openDatabase(), config.stripe ?? openSandbox(), import('./open-marketplace.js')]);

  const settled = { ...config, databaseUrl, signingSecret: config.signingSecret ?? secrets.signingSecret, stripe };
  const app = await openMarketplace(settled, config.stripe ? undefined : stripe.apiUrl, running, say);
  await app.listen(config.port, config.host).catch((error: unknown) => { throw portUnusable(error as NodeJS.ErrnoException, config.port, config.host); });
  say(welcome(config));
}

/** Like Promise.all, but it throws only when all have come to an end: nothing is started behind the back of who then ends everything. */
async function allSettled<Parts extends readonly unknown[]>(parts: readonly [...Parts]): Promise<{ -readonly [Part in keyof Parts]: Awaited<Parts[Part]> }> {
  await Promise.allSettled(parts);
  return Promise.all(parts) as Promise<{ -readonly [Part in keyof Parts]: Awaited<Parts[Part]> }>;
}
