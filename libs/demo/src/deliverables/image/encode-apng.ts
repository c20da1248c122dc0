import type { Rgb } from '../accent-colours.js';
import { deflatedRows, PNG_SIGNATURE, pngChunk, pngHeader, pngPalette } from './png-chunks.js';

/**
 * An animated PNG that loops for ever (PNG third edition, section 11.3.6); frames are palette indices of the whole picture.
 * A viewer that knows no animation shows the first frame.
 */
export function encodeApng(width: number, height: number, palette: readonly Rgb[], frames: readonly Uint8Array[], delayMilliseconds: number): Uint8Array {
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames.length, 0);
  const chunks: Buffer[] = [PNG_SIGNATURE, pngHeader(width, height, 3), pngPalette(palette), pngChunk('acTL', control)];
  let sequence = 0;
  for (const [index, frame] of frames.entries()) {
    const frameControl = Buffer.alloc(26);
    frameControl.writeUInt32BE(sequence++, 0);
    frameControl.writeUInt32BE(width, 4);
    frameControl.writeUInt32BE(height, 8);
    frameControl.writeUInt16BE(delayMilliseconds, 20);
    frameControl.writeUInt16BE(1000, 22);
    chunks.push(pngChunk('fcTL', frameControl));
    const packed = deflatedRows(frame, width, false);
    if (index === 0) {
      chunks.push(pngChunk('IDAT', packed));
      continue;
    }
    const body = Buffer.alloc(packed.length + 4);
    body.writeUInt32BE(sequence++, 0);
    body.set(packed, 4);
    chunks.push(pngChunk('fdAT', body));
  }
  chunks.push(pngChunk('IEND', new Uint8Array(0)));
  return new Uint8Array(Buffer.concat(chunks));
}
