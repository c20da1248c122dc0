import { readRates } from './money/read-rates.js';
import type { Settlement } from './money/exchange.js';

/** The sandbox's settings; the only file that reads the environment. */
export interface Settings {
  port: number;
  host: string;
  dataFile: string;
  publicUrl: string | undefined;
  secretKey: string;
  merchantName: string;
  webhook: { url: string; secret: string; enabledEvents?: string[] } | undefined;
  settlement: Settlement | undefined;
}

/** All faults at once, each a sentence that says what to do; no settings unless there are none. */
export function readSettings(env: NodeJS.ProcessEnv = process.env): { settings?: Settings; faults: string[] } {
  const faults: string[] = [];
  const port = Number(env.SANDBOX_PORT || 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('SANDBOX_PORT must be a port from 0 (any free one) to 65535.');
  const secretKey = env.SANDBOX_SECRET_KEY || 'sk_test_silkport_sandbox';
  if (/^(sk|rk)_live/.test(secretKey)) faults.push('SANDBOX_SECRET_KEY is a live key: the Stripe sandbox never runs beside real money. Use a key that starts with sk_test.');
  const publicUrl = env.SANDBOX_PUBLIC_URL || undefined;
  if (publicUrl && !isWebAddress(publicUrl)) faults.push('SANDBOX_PUBLIC_URL must be an http or https address, such as http://localhost:3000/stripe-sandbox.');
  const { SANDBOX_WEBHOOK_URL: url, SANDBOX_WEBHOOK_SECRET: secret } = env;
  if (url && !isWebAddress(url)) faults.push('SANDBOX_WEBHOOK_URL must be an http or https address.');
  if (Boolean(url) !== Boolean(secret)) faults.push('SANDBOX_WEBHOOK_URL and SANDBOX_WEBHOOK_SECRET must be set together.');
  const settlement = readSettlement(env, faults);
  if (faults.length > 0) return { faults };
  // Every type of event when it is left out; an endpoint at Stripe names those that it wants.
  const events = (env.SANDBOX_WEBHOOK_EVENTS ?? '').split(',').map((name) => name.trim()).filter(Boolean);
  const settings = {
    port, secretKey, publicUrl, settlement,
    host: env.SANDBOX_HOST || '127.0.0.1',
    dataFile: env.SANDBOX_DATA || ':memory:',
    merchantName: env.SANDBOX_MERCHANT_NAME || 'Silkport',
    webhook: url && secret ? { url, secret, ...(events.length > 0 && { enabledEvents: events }) } : undefined,
  };
  return { settings, faults };
}

function readSettlement(env: NodeJS.ProcessEnv, faults: string[]): Settlement | undefined {
  const { SANDBOX_SETTLEMENT_CURRENCY: currency, SANDBOX_RATES_FILE: file } = env;
  if (!currency && !file) return undefined;
  if (!currency || !file) {
    faults.push('SANDBOX_SETTLEMENT_CURRENCY and SANDBOX_RATES_FILE must be set together.');
    return undefined;
  }
  try {
    const rates = readRates(file);
    if (rates[currency.toLowerCase()] !== undefined) return { currency: currency.toLowerCase(), rates };
    faults.push(`SANDBOX_SETTLEMENT_CURRENCY must be a currency of SANDBOX_RATES_FILE; ${currency} is not in it.`);
  } catch (error) {
    faults.push(`SANDBOX_RATES_FILE must be a JSON file of rates, units per 1 of a base: ${(error as Error).message}.`);
  }
  return undefined;
}

function isWebAddress(text: string): boolean {
  const { protocol } = URL.parse(text) ?? {};
  return protocol === 'http:' || protocol === 'https:';
}
