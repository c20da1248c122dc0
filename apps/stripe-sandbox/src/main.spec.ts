import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aSession } from './testing/orders.js';
import { stripeAt } from './testing/started-sandbox.js';

/** Runs the sources as they are: types are taken off by Node, and `./x.js` means `./x.ts`. */
const resolver = `import { registerHooks } from 'node:module';
registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') && context.parentURL?.endsWith('.ts') ? name.replace(/\\.js$/, '.ts') : name, context) });`;
const execArgv = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', `data:text/javascript,${encodeURIComponent(resolver)}`];
const key = 'sk_test_of_the_process_spec';
const folder = mkdtempSync(path.join(tmpdir(), 'stripe-sandbox-'));
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function start(env: Record<string, string> = {}): ChildProcess {
  const child = fork(path.resolve('apps/stripe-sandbox/src/main.ts'), [], {
    execArgv, silent: true, env: { PATH: process.env.PATH, SANDBOX_SECRET_KEY: key, SANDBOX_DATA: path.join(folder, 'sandbox.sqlite'), ...env },
  });
  started.push(child);
  return child;
}

async function portOf(child: ChildProcess): Promise<number> {
  const [message] = (await once(child, 'message')) as [{ type: string; port: number }];
  expect(message.type).toBe('listening');
  return message.port;
}

it('loses nothing when it is killed, and ends with its parent', async () => {
  const killed = start();
  const before = stripeAt(await portOf(killed), key);
  const session = await before.checkout.sessions.create(aSession());
  await fetch(`http://127.0.0.1:${new URL(session.url!).port}/_sandbox/checkout/sessions/${session.id}/pay`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
  killed.kill('SIGKILL');
  await once(killed, 'exit');

  const next = start();
  const after = stripeAt(await portOf(next), key);
  expect(await after.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete', payment_status: 'paid' });
  next.disconnect();
  expect((await once(next, 'exit'))[0]).toBe(0);
});

it('ends cleanly when it is asked to', async () => {
  const child = start({ SANDBOX_DATA: ':memory:' });
  await portOf(child);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

it('does not start beside a live key, and says so in one line', async () => {
  const child = start({ SANDBOX_SECRET_KEY: 'sk_live_0123456789' });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  expect((await once(child, 'close'))[0]).toBe(1);
  expect(said.trim().split('\n')).toEqual([expect.stringContaining('never runs beside real money')]);
  expect(said).not.toContain('0123456789');
});
