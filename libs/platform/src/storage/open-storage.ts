import path from 'node:path';
import type { ObjectStorage } from '../object-storage.js';
import { DiskStorage } from './disk-storage.js';
import type { StorageConfig } from './storage-config.js';

/**
 * The client for S3 is loaded only where it is used: it takes a fifth of a second.
 * @param dataDir the folder below which files go where they stay on disk
 */
export async function openStorage({ storage, dataDir }: { readonly storage: StorageConfig; readonly dataDir: string }): Promise<ObjectStorage> {
  if (storage.kind === 'disk') return new DiskStorage(path.join(dataDir, 'files'));
  const { S3Storage } = await import('./s3-storage.js');
  return new S3Storage(storage);
}
