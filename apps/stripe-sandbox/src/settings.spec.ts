import { createSandbox } from './sandbox.js';
import { readSettings } from './settings.js';

it('suits a start without any setting', () => {
  expect(readSettings({}).settings).toEqual({
    port: 0, host: '127.0.0.1', dataFile: ':memory:', publicUrl: undefined, secretKey: 'sk_test_silkport_sandbox', merchantName: 'Silkport', webhook: undefined,
  });
});

it.each(['sk_live_x', 'rk_live_x'])('refuses the live key %s', async (key) => {
  expect(readSettings({ SANDBOX_SECRET_KEY: key }).faults).toEqual([expect.stringContaining('live key')]);
  await expect(createSandbox({ secretKey: key })).rejects.toThrow('does not run with a live key');
});

it('tells every fault at once', () => {
  const { settings, faults } = readSettings({ SANDBOX_PORT: 'x', SANDBOX_PUBLIC_URL: 'localhost', SANDBOX_WEBHOOK_URL: 'http://localhost/hook' });
  expect(settings).toBeUndefined();
  expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['SANDBOX_PORT', 'SANDBOX_PUBLIC_URL', 'SANDBOX_WEBHOOK_URL']);
});

it('takes a list of event types for the endpoint, or all', () => {
  const env = { SANDBOX_WEBHOOK_URL: 'http://localhost/hook', SANDBOX_WEBHOOK_SECRET: 'whsec_x' };
  expect(readSettings(env).settings?.webhook).toEqual({ url: 'http://localhost/hook', secret: 'whsec_x' });
  const chosen = readSettings({ ...env, SANDBOX_WEBHOOK_EVENTS: 'checkout.session.completed, charge.refunded' });
  expect(chosen.settings?.webhook?.enabledEvents).toEqual(['checkout.session.completed', 'charge.refunded']);
});
