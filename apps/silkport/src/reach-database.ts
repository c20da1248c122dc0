import pg from 'pg';

/** The database server cannot be reached or cannot serve us; the message says what to do. */
export class DatabaseUnusable extends Error {}

/** Older ones get no security fixes any more (postgresql.org/support/versioning, November 2026); tested is 18. */
const oldestMajor = 15;
const patienceMs = 10_000;

/** Connects once, so that a wrong address is told in words before anything else is started. @throws DatabaseUnusable */
export async function reachDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows: [server] } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
    if (parseInt(server?.version ?? '', 10) < oldestMajor) {
      throw new DatabaseUnusable(`The server of DATABASE_URL is PostgreSQL ${server?.version}: Silkport needs PostgreSQL ${oldestMajor} or newer, best 18.`);
    }
  } catch (error) {
    if (error instanceof DatabaseUnusable) throw error;
    throw new DatabaseUnusable(`The database of DATABASE_URL cannot be used: ${reason(error, new URL(url))}`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Error codes of PostgreSQL ("Appendix A") and of the system's network calls, in words. */
function reason(error: unknown, { host, pathname, username }: URL): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ECONNREFUSED') return `nothing listens on ${host}. Start the server there, or mend the address.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `no server is called ${host}. Mend the address.`;
  if (code === '3D000') return `${host} has no database "${decodeURIComponent(pathname.slice(1))}". Make it with CREATE DATABASE, or mend the name.`;
  if (code.startsWith('28')) return `${host} does not let "${decodeURIComponent(username)}" in (${message}). Mend the user or the password.`;
  return `${host} answers "${message || code}". Check the address, the name and the password.`;
}
