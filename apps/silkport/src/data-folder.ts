import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { holdLock } from './hold-lock.js';

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
    // Mails, keys and files that were paid for are in it.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new DataFolderUnusable(`The folder ${folder} cannot be written to: give this user the right to, or name another with DATA_DIR.`);
  }
  const pidFile = path.join(folder, 'silkport.pid');
  const letGo = holdLock(path.join(folder, 'silkport.lock'));
  if (!letGo) throw new DataFolderUnusable(`Another Silkport (process ${readText(pidFile) || 'unknown'}) uses ${folder}: stop it first, or name another folder with DATA_DIR.`);
  writeFileSync(pidFile, String(process.pid));
  const release = () => {
    rmSync(pidFile, { force: true });
    letGo();
  };
  return { secrets: secretsIn(folder), release };
}

function secretsIn(folder: string): LocalSecrets {
  const file = path.join(folder, 'secrets.json');
  const text = readText(file);
  if (text) return parsed(text, file);
  const secret = (bytes: number) => randomBytes(bytes).toString('hex');
  const secrets: LocalSecrets = { databasePassword: secret(16), signingSecret: secret(32), sandboxWebhookSecret: `whsec_${secret(16)}` };
  // By a second name, so that no kill leaves half a file.
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}

function parsed(text: string, file: string): LocalSecrets {
  try {
    return JSON.parse(text) as LocalSecrets;
  } catch {
    throw new DataFolderUnusable(`${file} is damaged: bring it back from a backup, or start anew with another folder in DATA_DIR.`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
