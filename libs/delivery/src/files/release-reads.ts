import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { Translated } from '@silkport/values';
import type { Platform } from './asset.entity.js';

export interface ReleaseFileView {
  readonly id: string;
  readonly title: Translated;
  readonly fileName: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly locale: string | null;
  readonly platform: Platform | null;
  readonly isWithdrawn: boolean;
}

export interface ReleaseView {
  readonly id: string;
  readonly version: string;
  readonly notes: Translated;
  readonly publishedAt: Date;
  /** Whether those who bought before get it. */
  readonly reachesHolders: boolean;
  readonly files: readonly ReleaseFileView[];
}

export interface ReleaseHolder { readonly entitlementId: string; readonly orderId: string }

const ofProduct = statement('delivery.releases_of_product', `
  SELECT r.id, r.version, r.notes, r.published_at AS "publishedAt", r.reaches_holders AS "reachesHolders",
    (SELECT json_agg(json_build_object('id', a.id, 'title', a.title, 'fileName', a.file_name, 'contentType', a.content_type, 'sizeBytes', a.size_bytes, 'sha256', a.sha256,
       'locale', a.locale, 'platform', a.platform, 'isWithdrawn', a.withdrawn_at IS NOT NULL) ORDER BY a.position, a.id) FROM delivery.assets a WHERE a.release_id = r.id) AS files
  FROM delivery.releases r WHERE r.product_id = $1 ORDER BY r.published_at DESC, r.id DESC`);
const termsOf = statement('delivery.release_terms', 'SELECT gives_updates AS "givesUpdates" FROM delivery.release_terms WHERE product_id = $1');
const holders = statement('delivery.release_holders', `
  SELECT id AS "entitlementId", order_id AS "orderId" FROM delivery.entitlements
  WHERE product_id = $1 AND state = 'active' AND (expires_at IS NULL OR expires_at > $2) AND granted_at < $2 AND id > $3 ORDER BY id LIMIT $4`);

const firstId = '00000000-0000-0000-0000-000000000000';

/** Releases, for merchants and for those who are told of them. */
@Injectable()
export class ReleaseReads {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async ofProduct(productId: string): Promise<ReleaseView[]> {
    return this.database.read<ReleaseView>(ofProduct, [productId]);
  }

  async givesUpdates(productId: string): Promise<boolean> {
    const [terms] = await this.database.read<{ givesUpdates: boolean }>(termsOf, [productId]);
    return terms?.givesUpdates ?? true;
  }

  /** Who may use a product that they had before a release of it, a page at a time in the order of the entitlements' ids. */
  async holders({ productId, publishedAt, after = firstId, limit }: { productId: string; publishedAt: Date; after?: string | undefined; limit: number }): Promise<ReleaseHolder[]> {
    return this.database.read<ReleaseHolder>(holders, [productId, publishedAt, after, limit]);
  }
}
