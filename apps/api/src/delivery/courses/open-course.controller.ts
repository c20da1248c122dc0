import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ProductReads, ProductUnknown } from '@silkport/catalog';
import { CertificateReads, CourseReads, lessonOf, LessonUnknown, type CourseView } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import { NeverCached } from '../../http/cache-headers.js';
import { isPlain } from '../../http/code-text.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import { certificateAnswer, CertificateAnswer, CourseAnswer, lessonAnswer, LessonAnswer, openCourseAnswer } from './course-answer.js';

/** What everybody may see of courses: what they teach, their free lessons, and whether a certificate is real. */
@ApiTags('catalogue')
@Controller('v1')
@Allow('public')
export class OpenCourseController {
  constructor(private readonly products: ProductReads, private readonly courses: CourseReads, private readonly certificates: CertificateReads) {}

  /** @throws ProductUnknown, CourseUnknown */
  @Get('products/:slug/course')
  @NeverCached()
  @ApiOperation({ summary: 'What a course teaches' })
  @ApiOkResponse({ type: CourseAnswer })
  @Refuses(400, 404)
  async outline(@Param('slug') slug: string, @Query() _: LocaleQuery, @ReaderLocale() reader: Locale): Promise<CourseAnswer> {
    return openCourseAnswer(await this.courseOf(slug), reader);
  }

  /** @throws ProductUnknown, CourseUnknown, LessonUnknown also for a lesson that is not free */
  @Get('products/:slug/lessons/:lessonId')
  @NeverCached()
  @ApiOperation({ summary: 'A free lesson of a course, without its files' })
  @ApiParam({ name: 'lessonId', format: 'uuid' })
  @ApiOkResponse({ type: LessonAnswer })
  @Refuses(400, 404)
  async preview(@Param('slug') slug: string, @Param('lessonId') lessonId: string, @Query() _: LocaleQuery, @ReaderLocale() reader: Locale): Promise<LessonAnswer> {
    const { lesson } = lessonOf(await this.courseOf(slug), lessonId);
    if (!lesson.isPreview) throw new LessonUnknown();
    return lessonAnswer(lesson, [], reader);
  }

  /** @throws CertificateUnknown */
  @Get('certificates/:certificateNumber')
  @NeverCached()
  @ApiOperation({ summary: 'Whether a certificate is real: whose, of what, and when' })
  @ApiOkResponse({ type: CertificateAnswer })
  @Refuses(400, 404)
  async certificate(@Param('certificateNumber') number: string, @Query() _: LocaleQuery, @ReaderLocale() reader: Locale): Promise<CertificateAnswer> {
    return certificateAnswer(await this.certificates.proven(number), reader);
  }

  private async courseOf(slug: string): Promise<CourseView> {
    const product = isPlain(slug) ? await this.products.bySlug(slug, 'CNY') : undefined;
    if (!product || product.status === 'withdrawn') throw new ProductUnknown();
    return this.courses.require(product.id);
  }
}
