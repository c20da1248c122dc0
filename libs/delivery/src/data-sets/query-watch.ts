import { workerData } from 'node:worker_threads';

/** Bytes of the whole process: DuckDB's own limit does not count the texts that functions make. */
const mostMemory = 700 * 1024 * 1024;
const everyMilliseconds = 20;
const { parent } = workerData as { parent: number };

// A thread of its own: it looks while the others are busy, and ends the process that nobody waits for any more.
setInterval(() => {
  if (process.memoryUsage.rss() > mostMemory || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, everyMilliseconds);
