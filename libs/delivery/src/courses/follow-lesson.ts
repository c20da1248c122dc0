import { Injectable } from '@nestjs/common';
import { Database, prepared, statement } from '@silkport/platform';
import { Clock } from '@silkport/values';
import { noteAccess, type AccessClient } from '../entitlements/access-log.js';
import { lockActive } from '../entitlements/entitlement-access.js';
import { CourseReads, lessonOf } from './course-reads.js';
import type { Lesson } from './course-outline.js';

export interface LessonStep {
  readonly entitlementId: string;
  readonly productId: string;
  readonly lessonId: string;
  readonly client: AccessClient;
}

const open = statement('delivery.open_lesson', `
  INSERT INTO delivery.lesson_progress AS p (entitlement_id, generation, lesson_id, opened_at, last_opened_at) SELECT id, generation, $2, $3::timestamptz, $3::timestamptz FROM delivery.entitlements WHERE id = $1
  ON CONFLICT (entitlement_id, generation, lesson_id) DO UPDATE SET last_opened_at = greatest(p.last_opened_at, excluded.last_opened_at)`);
const complete = statement('delivery.complete_lesson', `
  INSERT INTO delivery.lesson_progress AS p (entitlement_id, generation, lesson_id, opened_at, last_opened_at, completed_at)
  SELECT id, generation, $2, $3::timestamptz, $3::timestamptz, $3::timestamptz FROM delivery.entitlements WHERE id = $1
  ON CONFLICT (entitlement_id, generation, lesson_id) DO UPDATE SET completed_at = coalesce(p.completed_at, excluded.completed_at)`);

/** Notes that a learner opens a lesson, and that it is done. Both can be repeated: the first time is the one that is kept. */
@Injectable()
export class FollowLesson {
  constructor(private readonly database: Database, private readonly courses: CourseReads, private readonly clock: Clock) {}

  /** Each opening is evidence of use. @throws CourseUnknown, LessonUnknown, AccessNotReady, AccessSuspended, AccessExpired */
  open(step: LessonStep): Promise<Lesson> {
    return this.take(step, true);
  }

  /** @throws as `open` */
  complete(step: LessonStep): Promise<Lesson> {
    return this.take(step, false);
  }

  private async take({ entitlementId, productId, lessonId, client }: LessonStep, isOpened: boolean): Promise<Lesson> {
    const { lesson } = lessonOf(await this.courses.require(productId), lessonId);
    await this.database.transaction(async (tx) => {
      const at = this.clock.now();
      await lockActive(tx, entitlementId, at);
      await prepared(tx, isOpened ? open : complete, [entitlementId, lessonId, at]);
      if (isOpened) await noteAccess(tx, { entitlementId, what: 'lesson_opened', subject: lesson.title.en ?? Object.values(lesson.title)[0] ?? lessonId, client }, at);
    });
    return lesson;
  }
}
