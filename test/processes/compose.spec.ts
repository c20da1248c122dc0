import { existsSync, readFileSync } from 'node:fs';
import { loadConfig, loadSharedConfig } from '@silkport/platform';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { readSettings } from '../../apps/stripe-sandbox/src/settings.js';

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment: Readonly<Record<string, string | number>>;
  readonly deploy?: { readonly replicas: number };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

const { services, configs } = load(readFileSync('docker-compose.yml', 'utf8'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as {
  services: Readonly<Record<string, Service>>; configs: Readonly<Record<string, { readonly content: string }>>;
};
const ours = Object.entries(services).filter(([, { image }]) => image === 'silkport');

/** A service's environment as Compose hands it on where nothing is set outside: each `${NAME:-value}` is its value. */
function environmentOf({ environment }: Service): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value).replaceAll(/\$\{\w+:?-([^}]*)\}/g, '$1')]));
}

/** Every name that the settings are read from. */
function settingNames(): Set<string> {
  const asked = new Set<string>();
  loadConfig(new Proxy({}, { get: (_target, name) => void asked.add(String(name)) }));
  return asked;
}

describe('docker compose', () => {
  it('runs postgres:18, two processes each of api and storefront, a worker, the sandbox and a proxy, after the migrations', () => {
    expect(Object.keys(services).toSorted()).toEqual(['api', 'migrate', 'postgres', 'proxy', 'storefront', 'stripe-sandbox', 'worker']);
    expect(services.postgres?.image).toBe('postgres:18');
    expect([services.api?.deploy?.replicas, services.storefront?.deploy?.replicas]).toEqual([2, 2]);
    for (const name of ['api', 'storefront', 'worker']) expect(services[name]?.depends_on?.migrate?.condition).toBe('service_completed_successfully');
  });

  it('runs entries that the build makes', () => {
    for (const [name, { command }] of ours) {
      const entry = command?.at(-1) ?? '';
      expect({ name, entry, exists: existsSync(entry.replace(/^dist\//, '').replace(/\.js$/, '.ts')) }).toMatchObject({ exists: true });
    }
  });

  it('sets only what is read, to values that are accepted', () => {
    const known = settingNames();
    for (const [name, service] of ours.filter(([each]) => each !== 'stripe-sandbox')) {
      expect({ name, unknown: Object.keys(service.environment).filter((setting) => !known.has(setting)) }).toEqual({ name, unknown: [] });
      expect(loadSharedConfig(environmentOf(service))).toMatchObject({ port: 3000, trustProxy: true, stripe: { apiUrl: 'http://stripe-sandbox:3000' } });
    }
  });

  it('hands on every setting, each of which the manual tells', () => {
    const known = [...settingNames()];
    const manual = readFileSync('docs/OPERATIONS.md', 'utf8');
    expect(known.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
    // Of the image itself.
    expect(known.filter((name) => !['PORT', 'HOST', 'DATA_DIR'].includes(name) && services.api?.environment[name] === undefined)).toEqual([]);
  });

  it('gives the sandbox the key and the webhook secret that the others have', () => {
    const sandbox = services['stripe-sandbox'];
    if (!sandbox || !services.api) throw new Error('no such service');
    const { settings, faults } = readSettings(environmentOf(sandbox));
    expect(faults).toEqual([]);
    const { stripe } = loadSharedConfig(environmentOf(services.api));
    expect(settings).toMatchObject({ secretKey: stripe?.secretKey, port: 3000, webhook: { secret: stripe?.webhookSecret } });
  });

  it('sends every address through the proxy to who answers it, downloads without buffering', () => {
    const { content = '' } = configs.proxy ?? {};
    expect(content).toContain('location ^~ /v1/downloads/ { proxy_pass $$api; proxy_buffering off;');
    expect(content).toContain('location ^~ /v1/gateway/ { proxy_pass $$api; proxy_request_buffering off; proxy_buffering off; client_max_body_size 0;');
    expect(content).toContain('location = /metrics { return 404; }');
    const large = [...content.matchAll(/location ~ (\S+) \{ proxy_pass \$\$(\w+);[^}]*client_max_body_size 260m;/g)].map(([, pattern = '', to]) => [new RegExp(pattern.replaceAll('$$', '$')), to] as const);
    const takenBy = (path: string) => large.filter(([pattern]) => pattern.test(path)).map(([, to]) => to);
    expect(['/v1/orders/SP-1/deliveries/2/commission/files', '/zh-CN/orders/SP-1/items/2/brief', '/ar/orders/SP-1/items/2/brief/files', '/ru/orders/SP-1/items/2/brief/3/changes', '/en/orders/SP-1/items/2/booking', '/v1/orders'].map(takenBy))
      .toEqual([['api'], ['storefront'], ['storefront'], ['storefront'], [], []]);
    for (const [, host] of content.matchAll(/http:\/\/([\w-]+):3000/g)) expect(Object.keys(services)).toContain(host);
  });
});
