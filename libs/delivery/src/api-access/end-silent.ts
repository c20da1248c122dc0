import type { ClientRequest, IncomingMessage } from 'node:http';

/** How many times longer a buyer may leave an answer unread than an upstream may be silent. */
const slownessBorne = 10;

/**
 * Ends a call whose upstream is silent. While bytes of the answer wait for the buyer to read them, the silence is the buyer's: it is borne for
 * a while, and ends without an error, so that nobody who reads slowly gets calls for nothing.
 */
export function endSilent(request: ClientRequest, milliseconds: number): void {
  let answer: IncomingMessage | undefined;
  let readBytes = -1;
  let times = 0;
  const look = () => {
    const { socket } = request;
    if (!answer || !socket || answer.readableLength === 0) return request.destroy(new Error('The upstream is silent'));
    times = socket.bytesRead === readBytes ? times + 1 : 1;
    readBytes = socket.bytesRead;
    if (times >= slownessBorne) return answer.destroy();
    // Node tells a request of the first silence only.
    socket.once('timeout', look).setTimeout(milliseconds);
  };
  request.on('timeout', look);
  request.on('response', (response) => {
    answer = response;
    // The connection goes on to other calls.
    const { socket } = response;
    response.once('close', () => socket.off('timeout', look));
  });
}
