import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A piece of another variant of the same merchant that a bundle's variant holds; two pieces are two rows. Bundles hold no bundles. */
@Entity({ schema: 'catalog', name: 'bundle_items' })
@Index('bundle_items_item_variant_id', ['itemVariantId'])
@Check('no_bundle_holds_itself', '(variant_id <> item_variant_id)')
export class BundleItem {
  @PrimaryColumn({ name: 'variant_id', type: 'uuid', primaryKeyConstraintName: 'bundle_items_pkey' }) variantId: string;
  @PrimaryColumn({ type: 'smallint', primaryKeyConstraintName: 'bundle_items_pkey' }) position: number;
  @Column({ name: 'item_variant_id', type: 'uuid' }) itemVariantId: string;
}
