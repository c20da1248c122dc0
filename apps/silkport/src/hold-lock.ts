/**
 * Takes a lock on the file that the system lets go when this process ends, however it ends: a number written to a file would
 * outlive a kill, and be given to another process one day. SQLite brings such a lock to every system that Node runs on.
 *
 * @returns what lets go of the lock, or undefined where another process holds it
 */
export function holdLock(file: string): (() => void) | undefined {
  const { DatabaseSync } = withoutWarning(() => process.getBuiltinModule('node:sqlite'));
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined;
    throw error;
  }
  return () => database.close();
}

/** https://www.sqlite.org/rescode.html#busy */
const sqliteBusy = 5;

/** node:sqlite warns of being experimental when it is loaded: nothing that who starts a shop has to read. */
function withoutWarning<Loaded>(load: () => Loaded): Loaded {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}
