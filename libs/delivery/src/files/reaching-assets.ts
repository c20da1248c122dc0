/**
 * SQL: whether an asset is one that an entitlement gives. The files of the newest release; those of older releases for who held the
 * product while they were the newest, who may need them again; updates for who bought before, unless the product gives none.
 * Nothing of a chapter that is not out yet, nor of a data set what nobody has described: its export is decided on what is. Whether the entitlement may be used at all is another question. @param a alias of `delivery.assets` @param e of `delivery.entitlements`
 */
export function reaches(a: string, e: string): string {
  return `(${a}.product_id = ${e}.product_id AND ${a}.withdrawn_at IS NULL AND (${a}.superseded_at IS NULL OR ${a}.superseded_at > ${e}.granted_at)
    AND (${a}.reaches_holders OR ${a}.added_at <= ${e}.granted_at)
    AND (${e}.delivery_kind <> 'data-set' OR ${a}.described_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM delivery.chapters chapter WHERE chapter.product_id = ${a}.product_id AND chapter.published_at > now()
      AND (chapter.asset_id = ${a}.id OR EXISTS (SELECT FROM delivery.chapter_companions companion WHERE companion.chapter_id = chapter.id AND companion.asset_id = ${a}.id))))`;
}

/** SQL: whether who buys now gets it. */
export function isOffered(a: string): string {
  return `(${a}.withdrawn_at IS NULL AND ${a}.superseded_at IS NULL)`;
}

/** SQL: the hashes of its chunks in hexadecimal, as text[]; empty of a small file. */
export function chunkHashesOf(a: string): string {
  return `ARRAY(SELECT encode(substr(${a}.chunk_sha256, 32 * chunk + 1, 32), 'hex') FROM generate_series(0, length(${a}.chunk_sha256) / 32 - 1) AS chunk ORDER BY chunk)`;
}
