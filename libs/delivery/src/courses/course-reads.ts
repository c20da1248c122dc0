import { Injectable } from '@nestjs/common';
import { Database, statement } from '@silkport/platform';
import { isId, type Translated } from '@silkport/values';
import type { EntitlementState } from '../entitlements/entitlement.entity.js';
import { isOffered, reaches } from '../files/reaching-assets.js';
import { CourseUnknown, LessonUnknown } from './course.errors.js';
import { lessonsOf, type CourseModule, type Lesson } from './course-outline.js';

export interface CourseView {
  readonly productId: string;
  readonly merchantId: string;
  readonly version: number;
  readonly setAt: Date;
  readonly modules: readonly CourseModule[];
}

/** A file of a lesson. */
export interface LessonFile { readonly id: string; readonly title: Translated; readonly fileName: string; readonly contentType: string; readonly sizeBytes: number }

export interface LessonStanding { readonly lessonId: string; readonly openedAt: Date; readonly completedAt: Date | null }

/** A course with how far a seat has come. */
export interface CourseProgress {
  readonly course: CourseView;
  readonly opened: ReadonlySet<string>;
  readonly completed: ReadonlySet<string>;
  /** The first lesson that is not completed; undefined when all are. */
  readonly next: Lesson | undefined;
  readonly isCompleted: boolean;
}

export interface LearnerView {
  readonly entitlementId: string;
  readonly orderId: string;
  readonly seat: number;
  readonly state: EntitlementState;
  /** Of the lessons of the version in force. */
  readonly completedLessons: number;
  readonly lastOpenedAt: Date | null;
  readonly certificateNumber: string | null;
}

const newest = statement('delivery.course', `
  SELECT product_id AS "productId", merchant_id AS "merchantId", version, set_at AS "setAt", modules FROM delivery.course_versions WHERE product_id = $1 ORDER BY version DESC LIMIT 1`);
const progress = statement('delivery.lesson_progress_of', `
  SELECT lesson_id AS "lessonId", opened_at AS "openedAt", completed_at AS "completedAt" FROM delivery.lesson_progress p JOIN delivery.entitlements e ON e.id = p.entitlement_id AND e.generation = p.generation WHERE e.id = $1`);
const files = statement('delivery.lesson_files', `
  SELECT a.id, a.title, a.file_name AS "fileName", a.content_type AS "contentType", a.size_bytes::float8 AS "sizeBytes"
  FROM delivery.assets a JOIN delivery.entitlements e ON ${reaches('a', 'e')} WHERE e.id = $1 AND a.id = ANY ($2::uuid[]) ORDER BY array_position($2::uuid[], a.id)`);
const ofProduct = statement('delivery.files_for_lessons', `
  SELECT a.id, a.title, a.file_name AS "fileName", a.content_type AS "contentType", a.size_bytes::float8 AS "sizeBytes" FROM delivery.assets a
  WHERE a.product_id = $1 AND ${isOffered('a')} ORDER BY a.position, a.id`);
const learners = statement('delivery.learners', `
  SELECT e.id AS "entitlementId", e.order_id AS "orderId", e.seat, e.state, p.completed AS "completedLessons", p.last AS "lastOpenedAt", c.number AS "certificateNumber"
  FROM delivery.entitlements e LEFT JOIN delivery.certificates c ON c.entitlement_id = e.id AND c.generation = e.generation,
    LATERAL (SELECT count(*) FILTER (WHERE completed_at IS NOT NULL AND lesson_id = ANY ($2::uuid[]))::int AS completed, max(last_opened_at) AS last FROM delivery.lesson_progress WHERE entitlement_id = e.id AND generation = e.generation) AS p
  WHERE e.merchant_id = $5 AND e.product_id = $1 AND e.id < $3 ORDER BY e.id DESC LIMIT $4`);
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

@Injectable()
export class CourseReads {
  constructor(private readonly database: Database) {}

  /** The version in force. */
  async find(productId: string): Promise<CourseView | undefined> {
    const [course] = await this.database.read<CourseView>(newest, [productId]);
    return course;
  }

  /** @throws CourseUnknown */
  async require(productId: string): Promise<CourseView> {
    const course = await this.find(productId);
    if (!course) throw new CourseUnknown();
    return course;
  }

  /** @throws CourseUnknown */
  async progressOf({ id, productId }: { readonly id: string; readonly productId: string }): Promise<CourseProgress> {
    const [course, standings] = await Promise.all([this.require(productId), this.database.read<LessonStanding>(progress, [id])]);
    return progressIn(course, standings);
  }

  /** Those of a lesson that the entitlement gives, in the lesson's own order. */
  async filesOf(entitlementId: string, { assetIds }: Pick<Lesson, 'assetIds'>): Promise<LessonFile[]> {
    return assetIds.length ? this.database.read<LessonFile>(files, [entitlementId, [...assetIds]]) : [];
  }

  /** All files that lessons of the product may have. */
  async filesOfProduct(productId: string): Promise<LessonFile[]> {
    return this.database.read<LessonFile>(ofProduct, [productId]);
  }

  /** Newest first, a page at a time: `after` is the last one's id of the page before. */
  async learnersOf({ productId, merchantId, modules }: Pick<CourseView, 'productId' | 'merchantId' | 'modules'>, after: string | undefined, limit: number): Promise<LearnerView[]> {
    return this.database.read<LearnerView>(learners, [productId, lessonsOf(modules).map(({ id }) => id), after && isId(after) ? after : lastId, limit, merchantId]);
  }
}

function progressIn(course: CourseView, standings: readonly LessonStanding[]): CourseProgress {
  const completed = new Set(standings.filter(({ completedAt }) => completedAt).map(({ lessonId }) => lessonId));
  const next = lessonsOf(course.modules).find(({ id }) => !completed.has(id));
  return { course, opened: new Set(standings.map(({ lessonId }) => lessonId)), completed, next, isCompleted: !next };
}

/** @throws LessonUnknown */
export function lessonOf({ modules }: Pick<CourseView, 'modules'>, lessonId: string): { readonly lesson: Lesson; readonly previous: Lesson | undefined; readonly following: Lesson | undefined } {
  const lessons = lessonsOf(modules);
  const at = lessons.findIndex(({ id }) => id === lessonId);
  const lesson = lessons[at];
  if (!lesson) throw new LessonUnknown();
  return { lesson, previous: lessons[at - 1], following: lessons[at + 1] };
}
