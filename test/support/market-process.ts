import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from '@silkport/platform';
import { Stripe } from 'stripe';
import { SilkportModule } from '../../apps/silkport/src/silkport.module.js';
import { createSandbox } from '../../apps/stripe-sandbox/src/sandbox.js';
import { openDemoDatabase, signingSecret, type DemoDatabase } from './market-database.js';
import { freePort } from './free-port.js';
import { dataFolder } from './market.js';

const built = new URL('../../dist/', import.meta.url).pathname;

/** The marketplace as `npm start` runs it after its build: a process of its own, and beside it the payment provider's. */
export class MarketProcess {
  private child: ChildProcess | undefined;
  private said = '';

  private constructor(readonly database: DemoDatabase, readonly folder: string, private readonly port: number, private readonly settings: Readonly<Record<string, string>>) {}

  /** @param settings beside those of every test, as in the environment */
  static async prepare(settings: Readonly<Record<string, string>> = {}): Promise<MarketProcess> {
    const database = await openDemoDatabase();
    return new MarketProcess(database, dataFolder(database), await freePort(), settings);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Works with the use cases themselves, on its database and in its folder: what nobody could do over HTTP before it starts. */
  async furnish(work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
    const settings = loadConfig({ DATA_DIR: this.folder, LOG_LEVEL: 'silent', STRIPE_SECRET_KEY: 'sk_test_goods', STRIPE_WEBHOOK_SECRET: 'whsec_goods', STRIPE_API_URL: 'http://127.0.0.1:1' });
    const app = await NestFactory.createApplicationContext(SilkportModule.forRoot({ ...settings, databaseUrl: this.database.url, signingSecret }, { mail: false, worker: false }), { logger: false });
    await work(app);
    await app.close();
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const env = {
      PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(this.port), PUBLIC_URL: this.url, DATA_DIR: this.folder, DATABASE_URL: this.database.url, SIGNING_SECRET: signingSecret, LOG_LEVEL: 'error',
      ...this.settings,
    };
    const child = spawn(process.execPath, ['--enable-source-maps', 'apps/silkport/src/main.js'], { cwd: built, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (words: Buffer) => { this.said = (this.said + words.toString()).slice(-4_000); });
    for (const until = Date.now() + 30_000; Date.now() < until; await wait(25)) {
      if (child.exitCode !== null) throw new Error(`The marketplace ended while starting: ${this.said}`);
      if (await fetch(`${this.url}/health`).then(({ ok }) => ok, () => false)) return;
    }
    throw new Error(`The marketplace does not answer: ${this.said}`);
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  /** What the payment provider has kept, read when its process has ended. */
  async atStripe<T>(read: (stripe: Stripe) => Promise<T>): Promise<T> {
    const sandbox = await createSandbox({ secretKey: 'sk_test_reader', dataFile: path.join(this.folder, 'stripe-sandbox.sqlite') });
    const { port } = await sandbox.listen(0);
    try {
      return await read(new Stripe('sk_test_reader', { host: '127.0.0.1', port, protocol: 'http', telemetry: false }));
    } finally {
      await sandbox.close();
    }
  }

  async remove(): Promise<void> {
    await this.kill();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
