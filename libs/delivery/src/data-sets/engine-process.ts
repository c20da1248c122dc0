import { fork, type ChildProcess } from 'node:child_process';
import type { EngineAnswers, EngineOrder, EngineReply } from './query-messages.js';

/** The process has ended, before its answer. */
export class EngineEnded extends Error {}

/** What the database said of a failure, in its own words. */
export class EngineFailed extends Error {}

interface Waiting { resolve(answer: EngineAnswers[keyof EngineAnswers]): void; reject(error: Error): void }

/** As it is compiled, or as it is written where this file is read so. */
const entry = new URL(import.meta.url.replace(/engine-process(\.[jt]s).*$/, 'query-process$1'));
const execArgv = ['--max-old-space-size=256', '--disable-warning=ExperimentalWarning'];

/** A process beside ours that runs DuckDB: it can be killed whatever it does, has none of our environment, and ends when we do. */
export class EngineProcess {
  private waiting: Waiting | undefined;
  private hasEnded = false;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (reply: EngineReply) => {
      const { waiting } = this;
      this.waiting = undefined;
      if ('failed' in reply) waiting?.reject(new EngineFailed(reply.failed));
      else waiting?.resolve(reply.answer);
    });
    child.on('error', () => this.end());
    child.on('exit', () => this.end());
    child.unref();
    child.channel?.unref();
  }

  static start(): EngineProcess {
    return new EngineProcess(fork(entry, [], { execArgv, env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }));
  }

  get isRunning(): boolean {
    return !this.hasEnded;
  }

  get isBusy(): boolean {
    return this.waiting !== undefined;
  }

  /** One order at a time. @throws EngineEnded, EngineFailed */
  ask<Order extends EngineOrder>(order: Order): Promise<EngineAnswers[Order['do']]> {
    return new Promise<EngineAnswers[keyof EngineAnswers]>((resolve, reject) => {
      if (this.hasEnded) return reject(new EngineEnded());
      if (this.waiting) return reject(new Error('The last order is not done'));
      this.waiting = { resolve, reject };
      this.child.send(order, (error) => { if (error) this.end(); });
    }) as Promise<EngineAnswers[Order['do']]>;
  }

  kill(): void {
    this.child.kill('SIGKILL');
    this.end();
  }

  private end(): void {
    this.hasEnded = true;
    this.waiting?.reject(new EngineEnded());
    this.waiting = undefined;
  }
}
