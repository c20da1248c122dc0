import { deflatedRows, PNG_SIGNATURE, pngChunk, pngHeader } from './png-chunks.js';

/** A true-colour PNG from rows of red, green, blue bytes. */
export function encodePng(width: number, height: number, rgbPixels: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([
    PNG_SIGNATURE, pngHeader(width, height, 2), pngChunk('IDAT', deflatedRows(rgbPixels, width * 3, true)), pngChunk('IEND', new Uint8Array(0)),
  ]));
}
