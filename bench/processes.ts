import { fork, type ChildProcess } from 'node:child_process';

/** Starts a script of ours and waits until it tells its port by IPC, or answers at `readyUrl`. */
export function startScript(script: string, env: Record<string, string>, readyUrl?: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(new URL(`../${script}`, import.meta.url), { execArgv: process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [], env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
    child.on('message', (message: { port?: number }) => { if (message.port) resolve({ child, port: message.port }); });
    if (readyUrl) void untilReady(readyUrl).then(() => resolve({ child, port: 0 }), reject);
  });
}

export function stopChild(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

async function untilReady(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within 30 seconds`);
}
