import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** A free port below those that the system gives to outgoing connections, one of which could take it before we do. */
export function freePort(): Promise<number> {
  const port = 20_000 + randomInt(10_000);
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => void freePort().then(resolve, reject));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}
