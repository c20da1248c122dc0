import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A compiled entry of ours as a process, with nothing of this one's environment but the path. */
export class RunningProcess {
  said = '';
  /** Settles with the exit code, or null where a signal ended it. */
  readonly exited: Promise<number | null>;
  private readonly child: ChildProcess;

  /** @param entry below dist/apps, such as `silkport/src/main.js` */
  constructor(entry: string, env: Readonly<Record<string, string>>) {
    const file = fileURLToPath(new URL(`../../dist/apps/${entry}`, import.meta.url));
    this.child = spawn(process.execPath, [file], { env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (words: Buffer) => { this.said += words.toString(); });
    this.exited = new Promise((resolve) => this.child.once('close', resolve));
    processes.add(this);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @returns the exit code */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }

  /** Waits for words, or fails with all that was said. */
  async says(words: string): Promise<void> {
    await until(() => this.said.includes(words) || !this.isRunning, `"${words}" was not said, but:\n${this.said}`);
    if (!this.said.includes(words)) throw new Error(`It ended before it said "${words}":\n${this.said}`);
  }

  /** Waits until its address answers. @returns the milliseconds since the call */
  async answers(url: string): Promise<number> {
    const started = performance.now();
    await until(async () => !this.isRunning || fetch(url).then(({ ok }) => ok, () => false), `${url} does not answer; said was:\n${this.said}`);
    if (!this.isRunning) throw new Error(`It ended before ${url} answered:\n${this.said}`);
    return Math.round(performance.now() - started);
  }
}

const processes = new Set<RunningProcess>();

/** Ends what a failed test left behind. */
export async function endAllProcesses(): Promise<void> {
  await Promise.all([...processes].filter(({ isRunning }) => isRunning).map((each) => each.end('SIGTERM')));
  processes.clear();
}

export async function until(isSo: () => boolean | Promise<boolean>, otherwise: string, patienceMs = 60_000): Promise<void> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await new Promise((resolve) => setTimeout(resolve, 25))) if (await isSo()) return;
  throw new Error(otherwise);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
