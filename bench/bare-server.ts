import { createServer } from 'node:http';
import pg from 'pg';

/** The limit that we measure ourselves against: node:http, one prepared statement, an answer of the same bytes. */
interface BareTask { readonly databaseUrl: string; readonly statement: { name: string; text: string }; readonly values: unknown[]; readonly bytes: number; readonly contentType: string }

const task = JSON.parse(process.env.BARE_TASK ?? '{}') as BareTask;
const values = task.values.map((value) => (isBytes(value) ? Buffer.from(value.data) : value));
const pool = new pg.Pool({ connectionString: task.databaseUrl, max: 16 });
const body = Buffer.alloc(task.bytes, 'x');

const server = createServer((_request, response) => {
  pool.query({ ...task.statement, values }).then(
    () => response.writeHead(200, { 'content-type': task.contentType, 'content-length': body.length }).end(body),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));

/** JSON has no bytes of its own. */
function isBytes(value: unknown): value is { readonly type: 'Buffer'; readonly data: number[] } {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Buffer';
}
