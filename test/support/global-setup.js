import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
// Plain types only in that file: Node itself strips them.
import { startEmbeddedPostgres } from '../../apps/silkport/src/embedded-postgres.ts';

/** The one PostgreSQL of a test run, in a folder of its own. TEST_DATABASE_URL names a running server instead (no database in its path). */
export default async function globalSetup() {
  if (process.env.TEST_DATABASE_URL) return;
  const folder = mkdtempSync(path.join(tmpdir(), 'silkport-test-'));
  // A test run may lose its database in a power cut: durability is switched off for speed, here and nowhere else.
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, 'pg'), password: 'silkport', settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] });
  process.env.TEST_DATABASE_URL = postgres.url;
  process.env.TEST_FOLDER = folder;
  globalThis.stopTestPostgres = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
