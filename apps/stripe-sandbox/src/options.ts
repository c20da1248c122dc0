import type { Clock } from './clock.js';
import type { Settlement } from './money/exchange.js';

/** What a sandbox needs to run; every field but `publicUrl` has a default that suits a test. */
export interface SandboxOptions {
  /** Base of the hosted pages as the buyer's browser sees it, e.g. `http://localhost:3000/stripe-sandbox`. Without one: the address listened on. */
  publicUrl?: string;
  secretKey?: string;
  /** SQLite file, or `:memory:` (the default): nothing survives `close()` then. */
  dataFile?: string;
  merchantName?: string;
  /** An endpoint that exists from the start; its address and secret are brought up to date at every start. */
  webhook?: { url: string; secret: string; enabledEvents?: string[] };
  /** Settles every charge in one currency; without it each currency settles in itself. */
  settlement?: Settlement;
  /** Where business time comes from (created, expiry, retries). Signatures always carry the machine's own time. */
  clock?: Clock;
  /** Webhook requests under way at the same time. */
  deliveriesInFlight?: number;
  deliveryTimeoutMs?: number;
}

export interface Sandbox {
  /** Resolves when the socket is open; port 0 takes any free one. */
  listen(port: number, host?: string): Promise<{ port: number }>;
  /** Stops listening and sending, and closes the database. Deliveries under way are tried again after the next start. */
  close(): Promise<void>;
}
