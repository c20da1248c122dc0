import { Injectable } from '@nestjs/common';
import { CourseReads, DownloadLinks, type HeldEntitlement, type Lesson, type LessonFile } from '@silkport/delivery';
import { Clock } from '@silkport/values';

export interface LinkedLessonFile extends LessonFile { readonly href: string }

/** The files of a lesson with fresh links. */
@Injectable()
export class LessonFiles {
  constructor(private readonly courses: CourseReads, private readonly links: DownloadLinks, private readonly clock: Clock) {}

  async of({ id }: Pick<HeldEntitlement, 'id'>, lesson: Lesson): Promise<LinkedLessonFile[]> {
    const files = await this.courses.filesOf(id, lesson);
    const now = this.clock.now();
    return files.map((file) => ({ ...file, href: this.links.linkFor({ entitlementId: id, assetId: file.id }, now) }));
  }
}
