import { Injectable } from '@nestjs/common';
import { draftsDeleted, type DraftsDeleted } from '@silkport/catalog';
import { Handles, prepared, statement, type Tx } from '@silkport/platform';

const forget = (table: string, column: 'product_id' | 'variant_id') => (
  statement(`delivery.forget_${table}_by_${column}`, `DELETE FROM delivery.${table} WHERE ${column} = ANY ($1::uuid[])`)
);
const ofVariants = [
  ...['api_plans', 'commission_plans', 'customs_of_products', 'key_plans'].map((table) => forget(table, 'variant_id')),
  statement('delivery.forget_free_keys', 'DELETE FROM delivery.licence_keys WHERE variant_id = ANY ($1::uuid[]) AND entitlement_id IS NULL'),
];
/** In this order: what names another goes before it. */
const ofProducts = [
  statement('delivery.forget_unstampable_files', 'DELETE FROM delivery.unstampable_files WHERE asset_id IN (SELECT id FROM delivery.assets WHERE product_id = ANY ($1::uuid[]))'),
  ...['chapters', 'course_versions', 'data_sets', 'export_verdicts', 'export_exemptions', 'access_rules', 'product_hosts', 'session_plans', 'customs_of_products', 'download_terms', 'assets', 'releases', 'release_terms']
    .map((table) => forget(table, 'product_id')),
  // As if its merchant had left it: the sweep removes the bytes, and the row after them.
  statement('delivery.abandon_uploads_of_products', `
    UPDATE delivery.uploads SET state = 'refused', reason = coalesce(reason, 'abandoned'), writer = NULL, writer_until = NULL WHERE product_id = ANY ($1::uuid[])`),
];

/** Forgets what was set up for products and variants that never came on sale, and were deleted. */
@Injectable()
export class ForgetDrafts {
  @Handles(draftsDeleted, 'delivery/forget-drafts')
  async run(tx: Tx, { productId, variantIds, isWhole }: DraftsDeleted): Promise<void> {
    for (const each of ofVariants) await prepared(tx, each, [variantIds]);
    if (isWhole) for (const each of ofProducts) await prepared(tx, each, [[productId]]);
  }
}
