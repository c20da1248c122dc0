/** Bytes of one buffer: few enough for a slow reader to hold, enough for a fast one. */
export const lentBufferBytes = 256 * 1024;
/** Kept for the next file; more are left to the garbage collector. */
const mostKept = 64;

const kept: Buffer[] = [];
const lent = new WeakSet<ArrayBufferLike>();

/**
 * A buffer for a piece of a file. New memory for each piece costs more than to read the piece: the system clears it, and the collector runs
 * for it. Whoever knows that the piece has left the process gives the buffer back; who does not know keeps it, and it is collected as any.
 */
export function lendBuffer(): Buffer {
  const buffer = kept.pop() ?? Buffer.allocUnsafeSlow(lentBufferBytes);
  lent.add(buffer.buffer);
  return buffer;
}

/** @param piece of a lent buffer, and no part of it is read any more; of any other bytes nothing happens */
export function giveBackBuffer(piece: Uint8Array): void {
  if (lent.delete(piece.buffer) && kept.length < mostKept) kept.push(Buffer.from(piece.buffer));
}
