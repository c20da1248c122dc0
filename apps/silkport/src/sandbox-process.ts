import { fork } from 'node:child_process';
import path from 'node:path';
import { connectedEventTypes, platformEventTypes } from '@silkport/payments';
import type { Config, StripeConfig } from '@silkport/platform';

export const sandboxPath = '/stripe-sandbox';

export interface RunningSandbox {
  readonly stripe: StripeConfig & { readonly apiUrl: string };
  /** Settles when the sandbox has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const secretKey = 'sk_test_silkport_sandbox';

/** Starts the local Stripe sandbox beside us; it ends when we do, however we end. */
export async function startSandboxProcess(config: Config, webhookSecret: string): Promise<RunningSandbox> {
  const entry = new URL('../../stripe-sandbox/src/main.js', import.meta.url);
  const child = fork(entry, {
    detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env, SANDBOX_PORT: '0', SANDBOX_DATA: path.join(config.dataDir, 'stripe-sandbox.sqlite'), SANDBOX_PUBLIC_URL: config.publicUrl + sandboxPath, SANDBOX_SECRET_KEY: secretKey,
      SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${config.port}/webhooks/stripe`, SANDBOX_WEBHOOK_SECRET: webhookSecret, SANDBOX_MERCHANT_NAME: 'Silkport',
      SANDBOX_WEBHOOK_EVENTS: [...platformEventTypes, ...connectedEventTypes].join(','),
    },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: { type?: string; port?: number }) => { if (message.type === 'listening' && message.port) resolve(message.port); });
    child.once('exit', (code) => reject(new Error(`The Stripe sandbox ended with ${code} while starting`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { stripe: { secretKey, webhookSecret, apiUrl: `http://127.0.0.1:${port}` }, ended, stop };
}
