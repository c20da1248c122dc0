import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Secrets that a local installation makes for itself at its first start. */
export interface LocalSecrets {
  readonly databasePassword: string;
  readonly signingSecret: string;
  readonly sandboxWebhookSecret: string;
}

/** The data folder cannot be used, or another Silkport uses it; the message says what to do. */
export class DataFolderUnusable extends Error {}

/** Makes the folder where there is none, and takes it for this process. @throws DataFolderUnusable */
export function openDataFolder(folder: string): { secrets: LocalSecrets; release: () => void } {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new DataFolderUnusable(`The folder ${folder} cannot be written to: give this user the right to, or name another with DATA_DIR.`);
  }
  const lock = path.join(folder, 'silkport.pid');
  const other = Number(readText(lock));
  if (other && other !== process.pid && isSilkport(other)) {
    throw new DataFolderUnusable(`Another Silkport (process ${other}) uses ${folder}: stop it first, or name another folder with DATA_DIR.`);
  }
  writeFileSync(lock, String(process.pid));
  return { secrets: secretsIn(folder), release: () => rmSync(lock, { force: true }) };
}

function secretsIn(folder: string): LocalSecrets {
  const file = path.join(folder, 'secrets.json');
  const text = readText(file);
  if (text) return JSON.parse(text) as LocalSecrets;
  const secret = (bytes: number) => randomBytes(bytes).toString('hex');
  const secrets: LocalSecrets = { databasePassword: secret(16), signingSecret: secret(32), sandboxWebhookSecret: `whsec_${secret(16)}` };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** Whether the process runs and, where the system tells, is a Node of ours: a number may have been given to another since. */
function isSilkport(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = readText(`/proc/${pid}/cmdline`);
  return command === '' || command.includes('node');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
