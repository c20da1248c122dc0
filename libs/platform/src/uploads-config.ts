/** What merchants may upload, and who looks at it. */
export interface UploadsConfig {
  readonly maxBytes: number;
  /** Of all that one merchant has uploaded and not published. */
  readonly quotaBytes: number;
  /** Of clamd: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`; undefined: files are checked by their form only. */
  readonly clamavUrl: string | undefined;
}

interface Reading {
  readonly url: (name: string, schemes: readonly string[]) => string | undefined;
  readonly whole: (name: string, fallback: number, min: number, max: number) => number;
}

const gigabyte = 1_000_000_000;

export function uploadsConfig({ url, whole }: Reading): UploadsConfig {
  const maxBytes = whole('UPLOAD_MAX_GB', 10, 1, 80) * gigabyte;
  return {
    maxBytes, quotaBytes: Math.max(maxBytes, whole('UPLOAD_QUOTA_GB', 50, 1, 10_000) * gigabyte), clamavUrl: url('CLAMAV_URL', ['tcp', 'unix']),
  };
}
