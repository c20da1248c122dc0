import path from 'node:path';
import { gatewayConfig, type GatewayConfig } from './gateway-config.js';
import { operatorConfig, type OperatorConfig } from './operator-config.js';
import { payoutAccountConfig, type PayoutAccountConfig } from './payout-account-config.js';
import { ratesConfig, type RatesConfig } from './rates-config.js';
import { storageConfig, type StorageConfig } from './storage/storage-config.js';
import { uploadsConfig, type UploadsConfig } from './uploads-config.js';

/** Every setting of every process, read and checked once. `undefined` stands for "not set". */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where people reach the marketplace, without a slash at the end: links in mails and returns from payment start with it. */
  readonly publicUrl: string;
  /** The folder of the embedded database, files, mails and the sandbox. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databasePoolSize: number;
  readonly workerConcurrency: number;
  readonly stripe: StripeConfig | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Signs links and session tokens; at least 32 characters. */
  readonly signingSecret: string | undefined;
  readonly logLevel: LogLevel;
  readonly trustProxy: boolean;
  /** A request header in which a trusted proxy names the visitor's country/region (ISO 3166-1 alpha-2). */
  readonly countryHeader: string | undefined;
  readonly demo: boolean;
  /** Where a register of tax ids answers like the REST interface of VIES, without a slash at the end; undefined: ids are checked by their form only. */
  readonly taxIdServiceUrl: string | undefined;
  readonly rates: RatesConfig;
  readonly operator: OperatorConfig;
  readonly payoutAccount: PayoutAccountConfig | undefined;
  readonly storage: StorageConfig;
  readonly uploads: UploadsConfig;
  readonly gateway: GatewayConfig;
  /** How many players may play one purchase at once; the newest go on. */
  readonly playbacksAtOnce: number;
  /** Of one file that a buyer sends for work to order. */
  readonly buyerFileMaxBytes: number;
}

export type SharedConfig = Config & { readonly databaseUrl: string; readonly signingSecret: string };

export interface StripeConfig {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** Where a sandbox answers instead of Stripe; undefined for Stripe itself. */
  readonly apiUrl: string | undefined;
}

export type LogLevel = (typeof logLevels)[number];

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** The configuration cannot be used; `faults` has one plain sentence for each thing to mend. */
export class ConfigFaults extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment; an empty value counts as not set. @throws ConfigFaults with all faults at once */
export function loadConfig(env: Environment): Config {
  const { config, faults } = readConfig(env);
  if (faults.length) throw new ConfigFaults(faults);
  return config;
}

/** The settings of one of several processes, which have no database, secret and sandbox of their own to fall back on. @throws ConfigFaults */
export function loadSharedConfig(env: Environment): SharedConfig {
  const { config, faults } = readConfig(env);
  const { databaseUrl, signingSecret, stripe } = config;
  if (!databaseUrl) faults.push('DATABASE_URL is needed: this process shares a PostgreSQL server with others.');
  if (!signingSecret) faults.push('SIGNING_SECRET is needed, the same for all processes: at least 32 characters.');
  if (!stripe && !faults.some((sentence) => sentence.startsWith('STRIPE_'))) faults.push('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are needed (with STRIPE_API_URL for a sandbox).');
  if (!databaseUrl || !signingSecret || faults.length) throw new ConfigFaults(faults);
  return { ...config, databaseUrl, signingSecret };
}

function readConfig(env: Environment): { config: Config; faults: string[] } {
  const faults: string[] = [];
  const text = (name: string) => env[name]?.trim() || undefined;
  const fault = (sentence: string) => void faults.push(sentence);

  const whole = (name: string, fallback: number, min: number, max: number) => {
    const value = text(name);
    if (value === undefined) return fallback;
    if (/^\d+$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
    fault(`${name} must be a whole number from ${min} to ${max}, not "${value}".`);
    return fallback;
  };
  const oneOf = <Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice): Choice => {
    const value = text(name);
    if (value === undefined) return fallback;
    const found = choices.find((choice) => choice === value);
    if (!found) fault(`${name} must be one of ${choices.join(', ')}, not "${value}".`);
    return found ?? fallback;
  };
  const url = (name: string, schemes: readonly string[]) => {
    const value = text(name);
    if (value === undefined) return undefined;
    const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : '';
    if (!schemes.includes(scheme)) fault(`${name} must be a URL that starts with ${schemes.map((each) => `${each}://`).join(' or ')}.`);
    return value.replace(/\/+$/, '');
  };

  const port = whole('PORT', 3000, 1, 65_535);
  const signingSecret = text('SIGNING_SECRET');
  if (signingSecret && signingSecret.length < 32) fault('SIGNING_SECRET must have at least 32 characters.');
  const mailFrom = text('MAIL_FROM') ?? 'Silkport <orders@silkport.example>';
  if (!mailFrom.includes('@')) fault('MAIL_FROM must be an e-mail address, such as "Silkport <orders@example.com>".');

  const uploads = uploadsConfig({ url, whole });

  const settings: Omit<Config, 'rates' | 'operator'> = {
    port,
    host: text('HOST') ?? '127.0.0.1',
    publicUrl: url('PUBLIC_URL', ['http', 'https']) ?? `http://localhost:${port}`,
    dataDir: path.resolve(text('DATA_DIR') ?? '.data'),
    databaseUrl: url('DATABASE_URL', ['postgres', 'postgresql']),
    databasePoolSize: whole('DATABASE_POOL_SIZE', 16, 2, 200),
    workerConcurrency: whole('WORKER_CONCURRENCY', 8, 1, 100),
    stripe: stripeConfig(text, url, fault),
    smtpUrl: url('SMTP_URL', ['smtp', 'smtps']),
    mailFrom,
    signingSecret,
    logLevel: oneOf('LOG_LEVEL', logLevels, 'warn'),
    trustProxy: oneOf('TRUST_PROXY', ['on', 'off'], 'off') === 'on',
    countryHeader: text('COUNTRY_HEADER')?.toLowerCase(),
    demo: oneOf('DEMO', ['on', 'off'], 'on') === 'on',
    taxIdServiceUrl: url('TAX_ID_SERVICE_URL', ['http', 'https']),
    payoutAccount: payoutAccountConfig({ text, fault }),
    storage: storageConfig({ text, url, oneOf, fault }),
    uploads,
    gateway: gatewayConfig({ oneOf, whole }),
    playbacksAtOnce: whole('PLAYBACKS_AT_ONCE', 3, 1, 100),
    buyerFileMaxBytes: Math.min(whole('BUYER_FILE_MAX_MB', 25, 1, 2000) * 1_000_000, uploads.maxBytes),
  };
  const config: Config = { ...settings, rates: ratesConfig({ text, url, whole, fault }, settings.demo), operator: operatorConfig({ text, fault }, isLive(settings)) };
  if (config.demo && liveKey.test(text('STRIPE_SECRET_KEY') ?? '')) fault('A live STRIPE_SECRET_KEY needs DEMO=off: the passwords of the demo are public, and its goods are not for sale.');
  return { config, faults };
}

const liveKey = /^(sk|rk)_live_/;

/** Whether buyers pay real money. */
function isLive({ demo, stripe }: Pick<Config, 'demo' | 'stripe'>): boolean {
  return !demo && stripe !== undefined && stripe.apiUrl === undefined && liveKey.test(stripe.secretKey);
}

function stripeConfig(
  text: (name: string) => string | undefined,
  url: (name: string, schemes: readonly string[]) => string | undefined,
  fault: (sentence: string) => void,
): StripeConfig | undefined {
  const secretKey = text('STRIPE_SECRET_KEY');
  const webhookSecret = text('STRIPE_WEBHOOK_SECRET');
  const apiUrl = url('STRIPE_API_URL', ['http', 'https']);
  if (secretKey && !/^(sk|rk)_(test|live)_\w+$/.test(secretKey)) fault('STRIPE_SECRET_KEY must start with sk_test_, sk_live_, rk_test_ or rk_live_.');
  if (webhookSecret && !webhookSecret.startsWith('whsec_')) fault('STRIPE_WEBHOOK_SECRET must start with whsec_.');
  if (secretKey && !webhookSecret) fault('STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET beside it: without it no payment would ever be believed.');
  if (!secretKey && webhookSecret) fault('STRIPE_WEBHOOK_SECRET needs STRIPE_SECRET_KEY beside it.');
  if (apiUrl && !secretKey) fault('STRIPE_API_URL needs STRIPE_SECRET_KEY beside it.');
  if (apiUrl && liveKey.test(secretKey ?? '')) fault('STRIPE_API_URL points at a sandbox, which cannot run beside a live STRIPE_SECRET_KEY: remove one of the two.');
  return secretKey && webhookSecret ? { secretKey, webhookSecret, apiUrl } : undefined;
}
