import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Locale, Translated } from '@silkport/values';
import { Entitlement } from '../entitlements/entitlement.entity.js';
import type { CourseModule } from './course-outline.js';

/** A course as it was set at a time; the newest version is the one that is taught. Lessons keep their ids from version to version, so progress outlives edits. Append-only. */
@Entity({ schema: 'delivery', name: 'course_versions' })
@Check('course_versions_version_check', '(version > 0)')
export class CourseVersion {
  @PrimaryColumn({ name: 'product_id', type: 'uuid', primaryKeyConstraintName: 'course_versions_pkey' }) productId: string;
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'course_versions_pkey' }) version: number;
  @Column({ name: 'merchant_id', type: 'uuid' }) merchantId: string;
  @Column({ type: 'jsonb' }) modules: CourseModule[];
  @Column({ name: 'set_by', type: 'uuid', nullable: true }) setBy: string | null;
  @Column({ name: 'set_at', type: 'timestamptz' }) setAt: Date;
}

/** How far a holder of a seat has come with a lesson; who gets the seat next begins anew. */
@Entity({ schema: 'delivery', name: 'lesson_progress' })
export class LessonProgress {
  @ForeignKey(() => Entitlement, { name: 'lesson_progress_entitlement_id_fkey' })
  @PrimaryColumn({ name: 'entitlement_id', type: 'uuid', primaryKeyConstraintName: 'lesson_progress_pkey' })
  entitlementId: string;
  /** Of the seat when it was done. */
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'lesson_progress_pkey' }) generation: number;
  @PrimaryColumn({ name: 'lesson_id', type: 'uuid', primaryKeyConstraintName: 'lesson_progress_pkey' }) lessonId: string;
  @Column({ name: 'opened_at', type: 'timestamptz' }) openedAt: Date;
  @Column({ name: 'last_opened_at', type: 'timestamptz' }) lastOpenedAt: Date;
  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true }) completedAt: Date | null;
}

/** That somebody has completed a course, frozen as it was issued: one for each holder of a seat. It stays good when the seat goes to somebody else, who does not see it. */
@Entity({ schema: 'delivery', name: 'certificates' })
@Unique('certificates_number_key', ['number'])
@Unique('certificates_entitlement_id_generation_key', ['entitlementId', 'generation'])
@Index('certificates_product_id', ['productId'])
export class Certificate {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'certificates_pkey' }) id: string;
  /** 60 random bits: nobody comes upon one by trying. */
  @Column({ type: 'text' }) number: string;
  @ForeignKey(() => Entitlement, { name: 'certificates_entitlement_id_fkey' })
  @Column({ name: 'entitlement_id', type: 'uuid' })
  entitlementId: string;
  @Column({ type: 'integer' }) generation: number;
  @Column({ name: 'product_id', type: 'uuid' }) productId: string;
  @Column({ name: 'course_version', type: 'integer' }) courseVersion: number;
  /** As the learner typed it, once. */
  @Column({ name: 'learner_name', type: 'text' }) learnerName: string;
  @Column({ name: 'course_name', type: 'jsonb' }) courseName: Translated;
  @Column({ name: 'merchant_name', type: 'jsonb' }) merchantName: Translated;
  @Column({ type: 'text' }) locale: Locale;
  @Column({ name: 'issued_at', type: 'timestamptz' }) issuedAt: Date;
}
