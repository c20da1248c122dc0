import { Injectable } from '@nestjs/common';
import { Signatures } from '@silkport/platform';
import { DownloadLinkExpired, DownloadLinkInvalid } from '../delivery.errors.js';

/** One file for one entitlement; the entitlement is what ties a link to its order. */
export interface DownloadSubject { readonly entitlementId: string; readonly assetId: string }

export interface OpenedLink extends DownloadSubject { readonly issuedAt: Date }

/** Long enough for several gigabytes over a slow line; a longer download goes on with a new link, since the file's ETag is the same. */
const validForSeconds = 6 * 60 * 60;

/** Signed links that expire. Whoever makes one has seen to it that the reader holds the order. */
@Injectable()
export class DownloadLinks {
  constructor(private readonly signatures: Signatures) {}

  /** @returns the path below the marketplace's address, `/v1/downloads/<token>` */
  linkFor({ entitlementId, assetId }: DownloadSubject, now: Date): string {
    const expiresAtSeconds = Math.floor(now.getTime() / 1000) + validForSeconds;
    const content = Buffer.from([entitlementId, assetId, expiresAtSeconds].join('|')).toString('base64url');
    return `/v1/downloads/${content}.${this.signatures.sign('download', content)}`;
  }

  /** @throws DownloadLinkInvalid, DownloadLinkExpired */
  open(token: string, now: Date): OpenedLink {
    const [content = '', signature = '', ...rest] = token.split('.');
    // The signature is over the text as it was sent, so that no other spelling of the same bytes passes.
    if (rest.length || !this.signatures.verifies('download', content, signature)) throw new DownloadLinkInvalid();
    const [entitlementId, assetId, expiresAtSeconds] = Buffer.from(content, 'base64url').toString().split('|');
    if (!entitlementId || !assetId) throw new DownloadLinkInvalid();
    if (!(now.getTime() < Number(expiresAtSeconds) * 1000)) throw new DownloadLinkExpired();
    return { entitlementId, assetId, issuedAt: new Date((Number(expiresAtSeconds) - validForSeconds) * 1000) };
  }
}
