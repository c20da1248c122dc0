import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A rule that an admin has put in force: what is of a class, or one product, may not be used from a country/region until it is lifted. */
@Entity({ schema: 'delivery', name: 'access_rules' })
@Index('access_rules_in_force', ['country'], { where: '(lifted_at IS NULL)' })
@Check('a_rule_names_a_class_or_a_product', '((taxonomy_id IS NULL) <> (product_id IS NULL))')
@Check('lifted_rules_say_by_whom', '((lifted_by IS NULL) = (lifted_at IS NULL))')
export class AccessRule {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'access_rules_pkey' }) id: string;
  /** Of the buyer, ISO 3166-1 alpha-2. */
  @Column({ type: 'char', length: 2 }) country: string;
  /** A node of the taxonomy: all that hangs below it is meant. */
  @Column({ name: 'taxonomy_id', type: 'text', nullable: true }) taxonomyId: string | null;
  @Column({ name: 'product_id', type: 'uuid', nullable: true }) productId: string | null;
  @Column({ type: 'text' }) reason: string;
  /** The law or decision. */
  @Column({ type: 'text' }) source: string;
  @Column({ name: 'decided_by', type: 'uuid' }) decidedBy: string;
  @Column({ name: 'decided_at', type: 'timestamptz' }) decidedAt: Date;
  @Column({ name: 'lifted_by', type: 'uuid', nullable: true }) liftedBy: string | null;
  @Column({ name: 'lifted_at', type: 'timestamptz', nullable: true }) liftedAt: Date | null;
}
