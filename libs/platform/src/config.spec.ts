import { ConfigFaults, loadConfig, loadSharedConfig } from './config.js';

const liveKey = 'sk_live_51Silkport';
const operator = { OPERATOR_NAME: 'Silk OÜ', OPERATOR_ADDRESS: 'Sadama 1 | 10111 Tallinn', OPERATOR_COUNTRY: 'ee', OPERATOR_EMAIL: 'tax@silk.example' };
const live = { STRIPE_SECRET_KEY: liveKey, STRIPE_WEBHOOK_SECRET: 'whsec_live', DEMO: 'off', ...operator };

function faultsOf(env: Record<string, string>, load: typeof loadConfig = loadConfig): readonly string[] {
  try {
    load(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
}

describe('the settings', () => {
  it('are complete without any of them', () => {
    expect(loadConfig({})).toMatchObject({
      port: 3000, host: '127.0.0.1', publicUrl: 'http://localhost:3000', databaseUrl: undefined, stripe: undefined, smtpUrl: undefined, signingSecret: undefined, demo: true, trustProxy: false, logLevel: 'warn',
    });
  });

  it('take an empty value for none, and no spaces around one', () => {
    const names = ['PORT', 'HOST', 'PUBLIC_URL', 'DATA_DIR', 'DATABASE_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_API_URL', 'SMTP_URL', 'MAIL_FROM', 'SIGNING_SECRET', 'LOG_LEVEL', 'TRUST_PROXY', 'COUNTRY_HEADER', 'DEMO'];
    expect(loadConfig(Object.fromEntries(names.map((name) => [name, ' '])))).toEqual(loadConfig({}));
    expect(loadConfig({ PORT: ' 8080 ' }).port).toBe(8080);
  });

  it('follow the port with the public address, and take no slash at its end', () => {
    expect(loadConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(loadConfig({ PUBLIC_URL: 'https://silkport.example/' }).publicUrl).toBe('https://silkport.example');
  });

  it('are refused with all faults at once, each saying what to do', () => {
    expect(faultsOf({
      PORT: '70000', DATABASE_POOL_SIZE: '1', WORKER_CONCURRENCY: 'many', SIGNING_SECRET: 'short', MAIL_FROM: 'nobody', PUBLIC_URL: 'silkport.example', DATABASE_URL: 'mysql://localhost/x',
      SMTP_URL: 'mail.example:25', LOG_LEVEL: 'loud', TRUST_PROXY: 'yes', DEMO: 'true', STRIPE_SECRET_KEY: 'pk_test_1', STRIPE_API_URL: 'localhost:3000',
    })).toEqual([
      'PORT must be a whole number from 1 to 65535, not "70000".',
      'SIGNING_SECRET must have at least 32 characters.',
      'MAIL_FROM must be an e-mail address, such as "Silkport <orders@example.com>".',
      'PUBLIC_URL must be a URL that starts with http:// or https://.',
      'DATABASE_URL must be a URL that starts with postgres:// or postgresql://.',
      'DATABASE_POOL_SIZE must be a whole number from 2 to 200, not "1".',
      'WORKER_CONCURRENCY must be a whole number from 1 to 100, not "many".',
      'STRIPE_API_URL must be a URL that starts with http:// or https://.',
      'STRIPE_SECRET_KEY must start with sk_test_, sk_live_, rk_test_ or rk_live_.',
      'STRIPE_SECRET_KEY needs STRIPE_WEBHOOK_SECRET beside it: without it no payment would ever be believed.',
      'SMTP_URL must be a URL that starts with smtp:// or smtps://.',
      'LOG_LEVEL must be one of fatal, error, warn, info, debug, silent, not "loud".',
      'TRUST_PROXY must be one of on, off, not "yes".',
      'DEMO must be one of on, off, not "true".',
    ]);
  });

  it.each(['0', '65536', '-1', '80.5', '3000a', '1e3', '٣٠٠٠'])('refuse the port %s', (port) => {
    expect(faultsOf({ PORT: port })).toEqual([`PORT must be a whole number from 1 to 65535, not "${port}".`]);
  });

  it('refuse a signing secret of 31 characters and take one of 32', () => {
    expect(faultsOf({ SIGNING_SECRET: 'x'.repeat(31) })).toEqual(['SIGNING_SECRET must have at least 32 characters.']);
    expect(loadConfig({ SIGNING_SECRET: 'x'.repeat(32) }).signingSecret).toHaveLength(32);
  });
});

describe('the settings of a process that shares its database', () => {
  const shared = { DATABASE_URL: 'postgres://localhost/silkport', SIGNING_SECRET: 'x'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };
  const faultsOfShared = (env: Record<string, string>) => faultsOf(env, loadSharedConfig);

  it('are taken whole', () => {
    expect(loadSharedConfig(shared)).toEqual(loadConfig(shared));
  });

  it('are refused with what is missing beside what is wrong', () => {
    expect(faultsOfShared({ PORT: '0' })).toEqual([
      expect.stringContaining('PORT must be'), expect.stringContaining('DATABASE_URL is needed'), expect.stringContaining('SIGNING_SECRET is needed'), expect.stringContaining('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are needed'),
    ]);
  });

  it('are not called missing where they are wrong', () => {
    expect(faultsOfShared({ ...shared, SIGNING_SECRET: 'short', STRIPE_SECRET_KEY: '' })).toEqual([
      'SIGNING_SECRET must have at least 32 characters.', expect.stringContaining('STRIPE_WEBHOOK_SECRET needs STRIPE_SECRET_KEY'),
    ]);
  });
});

describe('the exchange rates', () => {
  it('are the sample beside the demo and the European Central Bank’s without it', () => {
    expect(loadConfig({}).rates).toEqual({ source: { kind: 'sample' }, staleHours: 48, jumpPct: 10, marginPct: '2' });
    expect(loadConfig({ DEMO: 'off' }).rates.source).toEqual({ kind: 'ecb', url: expect.stringMatching(/^https:.*eurofxref-daily\.xml$/) });
  });

  it('come from the file that is named, at the margin and within the bounds that are set', () => {
    expect(loadConfig({ RATES_SOURCE: 'csv:/srv/rates.csv', RATES_STALE_HOURS: '72', RATES_JUMP_PCT: '25', FX_MARGIN_PCT: '1.25' }).rates)
      .toEqual({ source: { kind: 'csv', path: '/srv/rates.csv' }, staleHours: 72, jumpPct: 25, marginPct: '1.25' });
    expect(loadConfig({ RATES_SOURCE: 'ecb', RATES_URL: 'http://localhost:9/daily.xml' }).rates.source).toEqual({ kind: 'ecb', url: 'http://localhost:9/daily.xml' });
  });

  it('are refused with all their faults at once', () => {
    expect(faultsOf({ RATES_SOURCE: 'csv:', RATES_URL: 'ftp://rates', RATES_STALE_HOURS: '0', RATES_JUMP_PCT: '101', FX_MARGIN_PCT: '-1' })).toEqual([
      'RATES_URL must be a URL that starts with http:// or https://.',
      'RATES_URL is the address of the file of RATES_SOURCE=ecb, and of no other source.',
      'FX_MARGIN_PCT must be a percentage from 0 to 50 with at most four decimals, not "-1".',
      'RATES_SOURCE must be sample, ecb or csv:<path of a file>, not "csv:".',
      'RATES_STALE_HOURS must be a whole number from 1 to 2000, not "0".',
      'RATES_JUMP_PCT must be a whole number from 1 to 100, not "101".',
    ]);
  });

  it.each(['2 %', '50.1', '1e1', '0.00001', '٢'])('are refused with the margin %j', (margin) => {
    expect(faultsOf({ FX_MARGIN_PCT: margin })).toHaveLength(1);
  });

  it('are never those of the sample without the demo', () => {
    expect(faultsOf({ DEMO: 'off', RATES_SOURCE: 'sample' })).toEqual([expect.stringContaining('set it to ecb or csv:<path>')]);
  });
});

describe('Stripe', () => {
  it('is taken with key and webhook secret', () => {
    expect(loadConfig(live).stripe).toEqual({ secretKey: liveKey, webhookSecret: 'whsec_live', apiUrl: undefined });
  });

  it('is refused with half of its settings', () => {
    expect(faultsOf({ STRIPE_SECRET_KEY: 'sk_test_1' })).toEqual([expect.stringContaining('needs STRIPE_WEBHOOK_SECRET beside it')]);
    expect(faultsOf({ STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toEqual([expect.stringContaining('needs STRIPE_SECRET_KEY beside it')]);
    expect(faultsOf({ STRIPE_API_URL: 'http://localhost:1' })).toEqual([expect.stringContaining('needs STRIPE_SECRET_KEY beside it')]);
    expect(faultsOf({ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: '1' })).toEqual([expect.stringContaining('must start with whsec_')]);
  });

  it.each([liveKey, 'rk_live_1'])('never runs a sandbox beside the live key %s', (key) => {
    expect(faultsOf({ ...live, STRIPE_SECRET_KEY: key, STRIPE_API_URL: 'http://localhost:4242' })).toEqual([expect.stringContaining('cannot run beside a live STRIPE_SECRET_KEY')]);
  });

  it('takes no live key beside the demo, whose passwords everybody knows', () => {
    expect(faultsOf({ ...live, DEMO: '' })).toEqual([expect.stringContaining('needs DEMO=off')]);
    expect(faultsOf({ ...live, DEMO: 'on' })).toEqual([expect.stringContaining('needs DEMO=off')]);
  });

  it('runs in test mode beside the demo, against Stripe or a sandbox', () => {
    expect(loadConfig({ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' }).stripe?.apiUrl).toBeUndefined();
    expect(loadConfig({ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', STRIPE_API_URL: 'http://localhost:4242/' }).stripe?.apiUrl).toBe('http://localhost:4242');
  });
});

describe('the operator', () => {
  it('of the demo says on each invoice that it is one', () => {
    expect(loadConfig({}).operator).toMatchObject({ name: 'Silkport demo operator', vatId: 'CNDEMO0000', addressLines: ['Demonstration only: no registered office'] });
  });

  it('is told whole, and takes nothing from the demo', () => {
    expect(loadConfig({ ...operator, OPERATOR_VAT_ID: 'EE 100 931 558', OPERATOR_OSS_NUMBER: 'EU372000041' }).operator).toEqual({
      name: 'Silk OÜ', addressLines: ['Sadama 1', '10111 Tallinn'], country: 'EE', email: 'tax@silk.example', vatId: 'EE100931558', ossNumber: 'EU372000041', registration: undefined, peppolId: undefined,
    });
  });

  it('is refused with half of its settings, all faults at once', () => {
    expect(faultsOf({ OPERATOR_NAME: 'Silk OÜ', OPERATOR_VAT_ID: '100931558', OPERATOR_COUNTRY: 'Estonia', OPERATOR_EMAIL: 'nobody', OPERATOR_PEPPOL_ID: 'EE1' })).toEqual([
      'OPERATOR_COUNTRY must be a code of two letters (ISO 3166-1), not "ESTONIA".', 'OPERATOR_EMAIL must be an e-mail address.',
      'OPERATOR_VAT_ID must begin with the two letters of its country, such as DE123456789.', expect.stringContaining('OPERATOR_PEPPOL_ID must be'), 'OPERATOR_ADDRESS is needed beside the other OPERATOR_ settings: it stands on every invoice.',
    ]);
  });

  it('is needed before real money is taken', () => {
    expect(faultsOf({ STRIPE_SECRET_KEY: liveKey, STRIPE_WEBHOOK_SECRET: 'whsec_live', DEMO: 'off' })).toEqual([expect.stringContaining('they stand on every invoice')]);
  });
});

describe('the storage', () => {
  const s3 = { STORAGE: 's3', S3_BUCKET: 'silkport-files', S3_REGION: 'eu-central-1' };

  it('is the disk, or a bucket that is told whole', () => {
    expect(loadConfig({}).storage).toEqual({ kind: 'disk' });
    expect(loadConfig({ ...s3, S3_ENDPOINT: 'http://minio:9000/', S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret', S3_FORCE_PATH_STYLE: 'on' }).storage).toEqual({
      kind: 's3', bucket: 'silkport-files', region: 'eu-central-1', endpoint: 'http://minio:9000', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' }, forcePathStyle: true,
    });
    expect(loadConfig(s3).storage).toMatchObject({ endpoint: undefined, credentials: undefined, forcePathStyle: false });
  });

  it('is refused with half of its settings, all faults at once', () => {
    expect(faultsOf({ STORAGE: 'tape' })).toEqual(['STORAGE must be one of disk, s3, not "tape".']);
    expect(faultsOf({ S3_BUCKET: 'files' })).toEqual(['S3_BUCKET needs STORAGE=s3 beside it: files go to the disk otherwise.']);
    expect(faultsOf({ STORAGE: 's3', S3_ACCESS_KEY_ID: 'id' })).toEqual([
      expect.stringContaining('S3_BUCKET is needed'), expect.stringContaining('S3_REGION is needed'), expect.stringContaining('are needed together'),
    ]);
    expect(faultsOf({ ...s3, S3_BUCKET: 'My_Bucket', S3_ENDPOINT: 'minio:9000' })).toEqual([expect.stringContaining('S3_ENDPOINT must be a URL'), expect.stringContaining('S3_BUCKET must be a bucket')]);
  });
});

describe('uploads', () => {
  it('are of up to ten gigabytes, and are scanned where a scanner is named', () => {
    expect(loadConfig({}).uploads).toEqual({ maxBytes: 10_000_000_000, quotaBytes: 50_000_000_000, clamav: undefined });
    expect(loadConfig({ UPLOAD_MAX_GB: '2', UPLOAD_QUOTA_GB: '1' }).uploads).toMatchObject({ maxBytes: 2_000_000_000, quotaBytes: 2_000_000_000 });
    const url = 'unix:///run/clamav/clamd.ctl';
    expect(loadConfig({ CLAMAV_URL: url }).uploads.clamav).toEqual({ url, maxBytes: 100_000_000, unscannedMaxBytes: 0 });
    expect(faultsOf({ CLAMAV_URL: url, CLAMAV_MAX_MB: '4000' })).toEqual([expect.stringContaining('CLAMAV_MAX_MB must be a whole number from 1 to 2000')]);
    expect(faultsOf({ CLAMAV_URL: 'clamav:3310' })).toEqual([expect.stringContaining('CLAMAV_URL must be a URL that starts with tcp:// or unix://')]);
  });

  it('are never larger than what their scanner may look at, or let pass', () => {
    const largest = (given: Record<string, string>) => loadConfig({ CLAMAV_URL: 'tcp://clamav:3310', ...given });
    expect([largest({}), largest({ CLAMAV_MAX_MB: '2000' }), largest({ CLAMAV_UNSCANNED_MAX_GB: '4' }), largest({ CLAMAV_UNSCANNED_MAX_GB: '40' })].map(({ uploads }) => uploads.maxBytes)).toEqual([100_000_000, 2_000_000_000, 4_000_000_000, 10_000_000_000]);
    expect([largest({}), largest({ CLAMAV_MAX_MB: '10' })].map(({ buyerFileMaxBytes }) => buyerFileMaxBytes)).toEqual([25_000_000, 10_000_000]);
  });
});
