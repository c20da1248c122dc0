/** Taken once: a look-up of the global in the inner loop costs more than the arithmetic. */
const { abs, max, round } = Math;

export const SAMPLE_RATE = 22_050;

/** 16-bit mono PCM in a RIFF/WAVE container; samples beyond -1..1 are limited softly by scaling to the peak. */
export function encodeWav(samples: Float32Array): Uint8Array {
  let peak = 0.001;
  for (const sample of samples) peak = max(peak, abs(sample));
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (let index = 0; index < samples.length; index += 1) bytes.writeInt16LE(round(((samples[index] as number) / peak) * 29_000), 44 + index * 2);
  return new Uint8Array(bytes);
}
