/** Where files are kept. */
export type StorageConfig = { readonly kind: 'disk' } | S3Config;

export interface S3Config {
  readonly kind: 's3';
  readonly bucket: string;
  readonly region: string;
  /** Of a store that is not Amazon's; buyers are sent there, so it must be reachable for them. */
  readonly endpoint: string | undefined;
  /** Undefined: as the machine's own role has it. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** `https://endpoint/bucket/key` instead of `https://bucket.endpoint/key`: what most stores outside Amazon want. */
  readonly forcePathStyle: boolean;
}

interface Reading {
  readonly text: (name: string) => string | undefined;
  readonly url: (name: string, schemes: readonly string[]) => string | undefined;
  readonly oneOf: <Choice extends string>(name: string, choices: readonly Choice[], fallback: Choice) => Choice;
  readonly fault: (sentence: string) => void;
}

const names = ['S3_BUCKET', 'S3_REGION', 'S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'S3_FORCE_PATH_STYLE'];

export function storageConfig({ text, url, oneOf, fault }: Reading): StorageConfig {
  const kind = oneOf('STORAGE', ['disk', 's3'], 'disk');
  const given = names.map((name) => [name, text(name)] as const).filter(([, value]) => value !== undefined);
  const endpoint = url('S3_ENDPOINT', ['http', 'https']);
  const forcePathStyle = oneOf('S3_FORCE_PATH_STYLE', ['on', 'off'], 'off') === 'on';
  if (kind === 'disk') {
    for (const [name] of given) fault(`${name} needs STORAGE=s3 beside it: files go to the disk otherwise.`);
    return { kind };
  }
  const [bucket, region, accessKeyId, secretAccessKey] = ['S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'].map((name) => text(name));
  if (!bucket) fault('S3_BUCKET is needed beside STORAGE=s3: the bucket that files go to.');
  else if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) fault(`S3_BUCKET must be a bucket's name of 3 to 63 small letters, digits, dots and hyphens, not "${bucket}".`);
  if (!region) fault('S3_REGION is needed beside STORAGE=s3, such as eu-central-1; stores outside Amazon mostly take us-east-1.');
  if (Boolean(accessKeyId) !== Boolean(secretAccessKey)) fault('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are needed together, or neither where the machine has a role of its own.');
  const credentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  return { kind, bucket: bucket ?? '', region: region ?? '', endpoint, credentials, forcePathStyle };
}
