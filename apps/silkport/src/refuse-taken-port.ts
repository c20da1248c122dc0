import { createServer } from 'node:net';

/** Nothing can listen there; the message says what to do. */
export class PortUnusable extends Error {}

/** Finds out before anything is started whether the port is free. @throws PortUnusable */
export function refuseTakenPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? `Port ${port} is taken by another program: stop it, or choose another with PORT=${port + 1} npm start.`
        : error.code === 'EACCES' ? `Port ${port} is not open to this user: choose one above 1023 with PORT=3000 npm start.`
          : `Nothing can listen on ${host}:${port} (${error.code}): set HOST and PORT to an address of this machine.`;
      reject(new PortUnusable(why));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}
