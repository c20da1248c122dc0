import { ConfigFaults } from '@silkport/platform';
import { DataFolderUnusable } from './data-folder.js';
import { DatabaseUnusable } from './reach-database.js';
import { PortUnusable } from './refuse-taken-port.js';
import { PartLost } from './running.js';

const plain = [PortUnusable, DataFolderUnusable, DatabaseUnusable, PartLost];

/** A fault of the set-up is a clear line or, for settings, a line each; anything else is a bug and shows its stack. */
export function explainFault(error: unknown): string {
  if (error instanceof ConfigFaults) return ['Silkport cannot start with these settings:', ...error.faults.map((fault) => `  - ${fault}`)].join('\n');
  if (!(error instanceof Error)) return String(error);
  return plain.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}
