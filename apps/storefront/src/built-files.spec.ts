import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = path.join(root, 'dist/public');
let files: string[];

/** Bytes that a browser loads of all files with this ending together, compressed as the server would. */
const compressed = (ending: string) => files.filter((file) => file.endsWith(ending)).reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0);

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.js'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  files = readdirSync(folder);
});

describe('the built files', () => {
  it('hold less than 12 kB of styles, compressed', () => {
    expect(compressed('.css')).toBeGreaterThan(1000);
    expect(compressed('.css')).toBeLessThan(12_000);
  });

  it('hold less than 10 kB of scripts, compressed, islands and all', () => {
    expect(compressed('.js')).toBeGreaterThan(100);
    expect(compressed('.js')).toBeLessThan(10_000);
  });

  it('load nothing from elsewhere', () => {
    for (const file of files.filter((name) => /\.(css|js)$/.test(name))) expect(readFileSync(path.join(folder, file), 'utf8')).not.toMatch(/(https?:)?\/\/[a-z0-9-]+\.[a-z]{2,}/i);
  });
});
