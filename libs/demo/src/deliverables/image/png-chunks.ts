import { crc32, deflateSync } from 'node:zlib';
import type { Rgb } from '../accent-colours.js';

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Length, type, body and CRC, as every part of a PNG is framed (ISO/IEC 15948, section 5.3). */
export function pngChunk(type: string, body: Uint8Array): Buffer {
  const framed = Buffer.alloc(body.length + 12);
  framed.writeUInt32BE(body.length, 0);
  framed.write(type, 4, 'latin1');
  framed.set(body, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, body.length + 8)), body.length + 8);
  return framed;
}

/** Header of an image of 8 bits a channel; colour type 2 is true colour, 3 is palette. */
export function pngHeader(width: number, height: number, colourType: 2 | 3): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([8, colourType, 0, 0, 0], 8);
  return pngChunk('IHDR', body);
}

export function pngPalette(colours: readonly Rgb[]): Buffer {
  return pngChunk('PLTE', Uint8Array.from(colours.flat()));
}

/** Rows of `stride` bytes, each behind the byte of filter 2 (up), which suits smooth pictures and is cheap. */
export function deflatedRows(pixels: Uint8Array, stride: number, filterUp: boolean): Buffer {
  const rows = pixels.length / stride;
  const raw = Buffer.alloc(pixels.length + rows);
  for (let row = 0; row < rows; row += 1) {
    const target = row * (stride + 1);
    const up = filterUp && row > 0;
    raw[target] = up ? 2 : 0;
    for (let index = 0; index < stride; index += 1) {
      const value = pixels[row * stride + index] as number;
      raw[target + 1 + index] = up ? value - (pixels[(row - 1) * stride + index] as number) : value;
    }
  }
  return deflateSync(raw, { level: 6 });
}
