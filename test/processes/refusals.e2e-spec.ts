import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../support/free-port.js';
import { endAllProcesses, RunningProcess } from './running-process.js';

const folder = mkdtempSync(path.join(tmpdir(), 'silkport-refusals-'));
const dataDir = path.join(folder, 'data');
const secret = 'a-signing-secret-of-more-than-32-characters';
let free: string;

beforeAll(async () => { free = String(await freePort()); });
afterAll(async () => {
  await endAllProcesses();
  rmSync(folder, { recursive: true, force: true });
});

/** What it says before it ends with 1. */
async function refusal(env: Record<string, string>, entry = 'silkport/src/main.js'): Promise<string> {
  const refused = new RunningProcess(entry, { DATA_DIR: dataDir, PORT: free, ...env });
  expect(await refused.exited).toBe(1);
  return refused.said;
}

function takenPort(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });
}

describe('one command, where it cannot start,', () => {
  afterEach(() => expect(existsSync(path.join(dataDir, 'postgres'))).toBe(false));

  it('names the port that is taken', async () => {
    const { port, server } = await takenPort();
    expect(await refusal({ PORT: String(port) })).toBe(`Port ${port} is taken by another program: stop it, or choose another with PORT=${port + 1} npm start.\n`);
    expect(existsSync(dataDir)).toBe(false);
    server.close();
  });

  it('names an address that this machine does not have', async () => {
    expect(await refusal({ HOST: '192.0.2.1' })).toBe(`Nothing can listen on 192.0.2.1:${free} (EADDRNOTAVAIL): set HOST and PORT to an address of this machine.\n`);
  });

  it('names the folder that cannot be written to', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const below = path.join(file, 'data');
    expect(await refusal({ DATA_DIR: below })).toBe(`The folder ${below} cannot be written to: give this user the right to, or name another with DATA_DIR.\n`);
  });

  it('names every wrong setting at once', async () => {
    expect(await refusal({ PORT: 'three', SIGNING_SECRET: 'short', LOG_LEVEL: 'loud' })).toBe([
      'Silkport cannot start with these settings:', '  - PORT must be a whole number from 1 to 65535, not "three".', '  - SIGNING_SECRET must have at least 32 characters.',
      '  - LOG_LEVEL must be one of fatal, error, warn, info, debug, silent, not "loud".\n',
    ].join('\n'));
  });

  it('names a sandbox beside a live key, and starts neither', async () => {
    const live = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', DEMO: 'off' };
    expect(await refusal({ ...live, STRIPE_API_URL: 'http://127.0.0.1:1' })).toMatch(/^Silkport cannot start with these settings:\n {2}- STRIPE_API_URL points at a sandbox.+\n$/);
    expect(existsSync(dataDir)).toBe(false);
  });

  it('names a database server that is not there, a database, and a password', async () => {
    const gone = await freePort();
    expect(await refusal({ DATABASE_URL: `postgres://silkport:secret@127.0.0.1:${gone}/silkport` })).toBe(
      `The database of DATABASE_URL cannot be used: nothing listens on 127.0.0.1:${gone}. Start the server there, or mend the address.\n`);
    const server = new URL(process.env.TEST_DATABASE_URL ?? '');
    expect(await refusal({ DATABASE_URL: `${server.href}/no_such_database` })).toMatch(/ has no database "no_such_database"\. Make it with CREATE DATABASE, or mend the name\.\n$/);
    server.password = 'wrong';
    expect(await refusal({ DATABASE_URL: `${server.href}/postgres` })).toMatch(/ does not let "\w+" in \(.+\)\. Mend the user or the password\.\n$/);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('a process of many, where it cannot start,', () => {
  it.each(['api/src/main.js', 'storefront/src/main.js', 'worker/src/main.js', 'silkport/src/migrate.js'])('names all that %s lacks', async (entry) => {
    const said = await refusal({ PORT: 'three' }, entry);
    for (const name of ['PORT', 'DATABASE_URL', 'SIGNING_SECRET', 'STRIPE_SECRET_KEY']) expect(said).toContain(`\n  - ${name} `);
    expect(said.split('\n')).toHaveLength(6);
  });

  it('names the port that is taken', async () => {
    const { port, server } = await takenPort();
    const settings = { PORT: String(port), DATABASE_URL: `${process.env.TEST_DATABASE_URL}/postgres`, SIGNING_SECRET: secret, STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };
    expect(await refusal({ ...settings, LOG_LEVEL: 'silent' }, 'storefront/src/main.js')).toMatch(/^Nothing can listen there \(.*EADDRINUSE.*\): set HOST and PORT to a free port of this machine\.\n$/);
    server.close();
  });
});
