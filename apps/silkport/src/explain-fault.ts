import { ConfigFaults } from '@silkport/platform';
import { DataFolderUnusable } from './data-folder.js';
import { DatabaseUnusable } from './reach-database.js';
import { PortUnusable } from './refuse-taken-port.js';

/** A fault of the set-up is a clear line or, for settings, a line each; anything else is a bug and shows its stack. */
export function explainFault(error: unknown): string {
  if (error instanceof ConfigFaults) return ['Silkport cannot start with these settings:', ...error.faults.map((fault) => `  - ${fault}`)].join('\n');
  if (error instanceof PortUnusable || error instanceof DataFolderUnusable || error instanceof DatabaseUnusable) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
