/** What tells one version of a file from another. */
export interface Validators {
  /** Strong, with its quotes. */
  readonly etag: string;
  readonly lastModified: Date;
}

export interface Conditions {
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifRange?: string | undefined;
}

/** Whether the client has this version already: If-Modified-Since counts only without If-None-Match (RFC 9110 section 13.2.2). */
export function isNotModified(conditions: Conditions, file: Validators): boolean {
  const { ifNoneMatch, ifModifiedSince } = conditions;
  if (ifNoneMatch !== undefined) return ifNoneMatch.trim() === '*' || [...ifNoneMatch.matchAll(/"[^"]*"/g)].some(([tag]) => tag === file.etag);
  return ifModifiedSince !== undefined && wholeSeconds(file.lastModified) <= Date.parse(ifModifiedSince);
}

/** Whether a Range may be answered with a part: If-Range must name exactly this version, strongly (RFC 9110 section 13.1.5). */
export function rangeApplies({ ifRange }: Conditions, file: Validators): boolean {
  if (ifRange === undefined) return true;
  return ifRange.includes('"') ? ifRange.trim() === file.etag : Date.parse(ifRange) === wholeSeconds(file.lastModified);
}

/** HTTP dates have no fractions of a second. */
function wholeSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000) * 1000;
}
