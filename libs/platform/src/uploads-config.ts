/** What merchants may upload, and who looks at it. */
export interface UploadsConfig {
  /** With a scanner, nothing larger than what it may look at or let pass: it would come for nothing. */
  readonly maxBytes: number;
  /** Of all that one merchant has uploaded and not published. */
  readonly quotaBytes: number;
  /** Undefined: files are checked by their form only. */
  readonly clamav: ClamavConfig | undefined;
}

export interface ClamavConfig {
  /** Of clamd: `tcp://host:3310` or `unix:///run/clamav/clamd.ctl`. */
  readonly url: string;
  /** What clamd is set up to look at whole. */
  readonly maxBytes: number;
  /** Larger files up to this pass without a scan; below `maxBytes`: none do. */
  readonly unscannedMaxBytes: number;
}

interface Reading {
  readonly url: (name: string, schemes: readonly string[]) => string | undefined;
  readonly whole: (name: string, fallback: number, min: number, max: number) => number;
}

const megabyte = 1_000_000;
const gigabyte = 1_000_000_000;
/** clamd looks into no file above 2 GB, and says that it is clean. Source: clamd.conf(5), MaxFileSize. */
const mostMegabytes = 2000;
/** Below what clamd comes with: 100 MiB. Source: clamd.conf(5), StreamMaxLength and MaxFileSize. */
const usualMegabytes = 100;

export function uploadsConfig({ url, whole }: Reading): UploadsConfig {
  const clamav = clamavConfig({ url, whole });
  const wanted = whole('UPLOAD_MAX_GB', 10, 1, 80) * gigabyte;
  const maxBytes = clamav ? Math.min(wanted, Math.max(clamav.maxBytes, clamav.unscannedMaxBytes)) : wanted;
  return { maxBytes, quotaBytes: Math.max(maxBytes, whole('UPLOAD_QUOTA_GB', 50, 1, 10_000) * gigabyte), clamav };
}

function clamavConfig({ url, whole }: Reading): ClamavConfig | undefined {
  const address = url('CLAMAV_URL', ['tcp', 'unix']);
  const [maxBytes, unscannedMaxBytes] = [whole('CLAMAV_MAX_MB', usualMegabytes, 1, mostMegabytes) * megabyte, whole('CLAMAV_UNSCANNED_MAX_GB', 0, 0, 80) * gigabyte];
  return address === undefined ? undefined : { url: address, maxBytes, unscannedMaxBytes };
}
