import { createServer, type AddressInfo, type Server } from 'node:net';

const signature = Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE');

/** As much of clamd as takes INSTREAM (clamd(8)) and finds the EICAR test file. */
export async function startClamd({ streamMaxLength = Number.MAX_SAFE_INTEGER, path }: { streamMaxLength?: number | undefined; path?: string } = {}): Promise<{ server: Server; url: string }> {
  const server = createServer((socket) => {
    let unread = Buffer.alloc(0);
    let seen = Buffer.alloc(0);
    let taken = -1;
    let isFound = false;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      unread = Buffer.concat([unread, bytes]);
      if (taken < 0) {
        if (!unread.includes(0)) return;
        if (unread.subarray(0, 10).toString() !== 'zINSTREAM\0') return void socket.end('UNKNOWN COMMAND\0');
        unread = unread.subarray(10);
        taken = 0;
      }
      while (unread.length >= 4) {
        const length = unread.readUInt32BE();
        if (!length) return void socket.end(isFound ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0');
        if (unread.length < 4 + length) return;
        const chunk = unread.subarray(4, 4 + length);
        unread = unread.subarray(4 + length);
        taken += length;
        if (taken > streamMaxLength) return void socket.end('INSTREAM size limit exceeded. ERROR\0');
        seen = Buffer.concat([seen.subarray(-signature.length), chunk]);
        isFound ||= seen.includes(signature);
      }
    });
  });
  await new Promise<void>((resolve) => (path ? server.listen(path, resolve) : server.listen(0, '127.0.0.1', resolve)));
  return { server, url: path ? `unix://${encodeURI(path)}` : `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
