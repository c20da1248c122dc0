import { createServer } from 'node:net';

/** Nothing can listen there; the message says what to do. */
export class PortUnusable extends Error {}

/** Finds out before anything is started whether the port is free. @throws PortUnusable */
export function refuseTakenPort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(portUnusable(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** The system's refusal to listen in words; any other error as it is. */
export function portUnusable(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.syscall !== 'listen' && error.syscall !== 'getaddrinfo') return error;
  if (error.code === 'EADDRINUSE') return new PortUnusable(`Port ${port} is taken by another program: stop it, or choose another with PORT=${port === 65_535 ? 3000 : port + 1} npm start.`);
  if (error.code === 'EACCES') return new PortUnusable(`Port ${port} is not open to this user: choose one above 1023 with PORT=3000 npm start.`);
  return new PortUnusable(`Nothing can listen on ${host}:${port} (${error.code}): set HOST and PORT to an address of this machine.`);
}
