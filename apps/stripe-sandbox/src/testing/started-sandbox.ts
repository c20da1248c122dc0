import { Stripe } from 'stripe';
import { createSandbox, type SandboxOptions } from '../sandbox.js';

const secretKey = 'sk_test_silkport_sandbox';

export interface StartedSandbox {
  origin: string;
  stripe: Stripe;
  /** Calls the control API and gives its answer. */
  control<T = Record<string, unknown>>(path: string, body?: object, method?: string): Promise<T>;
  close(): Promise<void>;
}

/** A sandbox on a free port, and the real SDK that talks to it. Retries are off unless a test asks for them. */
export async function startSandbox(options: SandboxOptions = {}, sdk: { maxNetworkRetries?: number } = {}): Promise<StartedSandbox> {
  const sandbox = await createSandbox({ secretKey, ...options });
  const { port } = await sandbox.listen(0);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    stripe: stripeAt(port, secretKey, sdk.maxNetworkRetries),
    async control<T>(path: string, body?: object, method = 'POST'): Promise<T> {
      const answer = await fetch(`${origin}/_sandbox${path}`, {
        method, headers: { authorization: `Bearer ${secretKey}`, ...(body && { 'content-type': 'application/json' }) }, body: body && JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    close: () => sandbox.close(),
  };
}

export function stripeAt(port: number | string, key: string, maxNetworkRetries = 0): Stripe {
  return new Stripe(key, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries, telemetry: false });
}
