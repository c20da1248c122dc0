import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** What customs ask of a product, or of one variant of it, as its merchant has confirmed. */
@Entity({ schema: 'delivery', name: 'customs_of_products' })
@Unique('customs_of_products_product_id_variant_id_key', ['productId', 'variantId'])
@Check('customs_of_products_hs_code_check', "(hs_code ~ '^[0-9]{6,10}$'::text)")
@Check('customs_are_told_in_english', "(description ? 'en'::text)")
@Check('customs_of_products_net_weight_grams_check', '(net_weight_grams > 0)')
export class CustomsOfProduct {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'customs_of_products_pkey' }) id: string;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  /** Null of all its variants that have none of their own. */
  @Column({ name: 'variant_id', type: 'uuid', nullable: true }) variantId: string | null;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  /** Harmonized System: six digits, and what the sender's country/region adds. */
  @Column({ name: 'hs_code', type: 'text' }) hsCode: string;
  /** Where it was made, ISO 3166-1 alpha-2. */
  @Column({ name: 'origin_country', type: 'char', length: 2 }) originCountry: string;
  /** By language (BCP 47); English always. */
  @Column({ type: 'jsonb' }) description: Readonly<Record<string, string>>;
  /** Of one piece. */
  @Column({ name: 'net_weight_grams', type: 'integer' }) netWeightGrams: number;
  @Column({ name: 'confirmed_by', type: 'uuid' }) confirmedBy: string;
  @Column({ name: 'confirmed_at', type: 'timestamptz' }) confirmedAt: Date;
}
