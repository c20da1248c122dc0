import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { pipeline } from 'node:stream';

/** The limit that downloads are measured against: node:http and a file stream of the same buffer, for whoever asks. */
const file = process.env.BARE_FILE ?? '';
const sizeBytes = statSync(file).size;

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': sizeBytes });
  pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), response, () => undefined);
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
process.on('disconnect', () => process.exit(0));
