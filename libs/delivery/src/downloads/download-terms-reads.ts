import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import type { DownloadTermsView } from './set-download-terms.js';
import { largestStamped, stampedTypes } from './stamps/stamp-file.js';

/** Why a file goes out without its order's number: more than is held in memory to be stamped; tried, and broken, encrypted or of many frames; of a kind that bears none. */
export const unstampedReasons = ['too_large', 'unstampable', 'other_kind'] as const;
export type UnstampedReason = (typeof unstampedReasons)[number];

export interface UnstampedFile { readonly fileId: string; readonly fileName: string; readonly reason: UnstampedReason }

export interface KeptTerms extends DownloadTermsView {
  /** The product's files that go out as they are all the same; empty where none is to be stamped. */
  readonly unstamped: readonly UnstampedFile[];
}

const isOfStampedKind = (a: string) => `split_part(lower(${a}.content_type), ';', 1) IN (${stampedTypes.map((type) => `'${type}'`).join(', ')})`;

/** SQL: whether a file's copies carry their order's number, where its merchant wants that. @param a alias of `delivery.assets` */
export function isStampable(a: string): string {
  return `(${a}.size_bytes <= ${largestStamped} AND ${isOfStampedKind(a)} AND NOT EXISTS (SELECT FROM delivery.unstampable_files unstampable WHERE unstampable.asset_id = ${a}.id))`;
}

const terms = statement('delivery.download_terms', `
  SELECT t.completed_limit AS "completedLimit", t.play_limit AS "playLimit", coalesce(t.stamps_order_number, false) AS "stampsOrderNumber",
    coalesce((SELECT json_agg(json_build_object('fileId', a.id, 'fileName', a.file_name, 'reason',
        CASE WHEN NOT ${isOfStampedKind('a')} THEN 'other_kind' WHEN a.size_bytes > ${largestStamped} THEN 'too_large' ELSE 'unstampable' END) ORDER BY a.position, a.id)
      FROM delivery.assets a WHERE a.product_id = p.id AND a.withdrawn_at IS NULL AND t.stamps_order_number AND NOT ${isStampable('a')}), '[]') AS unstamped
  FROM (SELECT $1::uuid AS id) p LEFT JOIN delivery.download_terms t ON t.product_id = p.id`);

/** How a merchant gives out a product's files, and what of that does not hold for each of them. */
@Injectable()
export class DownloadTermsReads {
  constructor(private readonly database: Database) {}

  /** The caller has made sure that the product is the merchant's. */
  async ofProduct(productId: string): Promise<KeptTerms> {
    const [row] = await this.database.read<KeptTerms>(terms, [productId]);
    return row ?? { completedLimit: null, playLimit: null, stampsOrderNumber: false, unstamped: [] };
  }
}
