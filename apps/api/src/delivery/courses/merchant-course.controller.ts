import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CourseReads, lessonsOf, SetCourse } from '@silkport/delivery';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import { NeverCached } from '../../http/cache-headers.js';
import { PageQuery } from '../../http/page-query.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { OwnProducts } from '../own-products.js';
import { learnerAnswer, LearnersAnswer, setCourseAnswer, SetCourseAnswer } from './course-answer.js';
import { CourseDto } from './course.dto.js';

/** What a merchant's course teaches, and how its learners get on. */
@ApiTags('merchant')
@Controller('v1/merchant/products/:id')
@Allow('merchant')
export class MerchantCourseController {
  constructor(private readonly own: OwnProducts, private readonly courses: CourseReads, private readonly setCourse: SetCourse) {}

  /** @throws NotYourProduct, CourseUnknown */
  @Get('course')
  @NeverCached()
  @ApiOperation({ summary: 'The course as it was set last' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SetCourseAnswer })
  @Refuses(404)
  async read(@Param('id') id: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<SetCourseAnswer> {
    await this.own.require(id, merchantId, 'course');
    return setCourseAnswer(await this.courses.require(id));
  }

  /** @throws NotYourProduct, CourseRefused, CourseChanged */
  @Put('course')
  @NeverCached()
  @ApiOperation({ summary: 'Set the whole course. Lessons that keep their id keep their learners’ progress; the same again changes nothing' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: SetCourseAnswer })
  @Refuses(400, 404, 409, 422)
  async set(@Param('id') id: string, @Body() { basedOn, modules }: CourseDto, @CurrentPrincipal() { merchantId, personId }: MerchantPrincipal): Promise<SetCourseAnswer> {
    await this.own.require(id, merchantId, 'course');
    await this.setCourse.run({ productId: id, merchantId, personId, basedOn, modules });
    return setCourseAnswer(await this.courses.require(id));
  }

  /** @throws NotYourProduct, CourseUnknown */
  @Get('learners')
  @NeverCached()
  @ApiOperation({ summary: 'Who learns, and how far they have come' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: LearnersAnswer })
  @Refuses(400, 404)
  async learners(@Param('id') id: string, @Query() { cursor, limit }: PageQuery, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<LearnersAnswer> {
    await this.own.require(id, merchantId, 'course');
    const course = await this.courses.require(id);
    const learners = await this.courses.learnersOf(course, cursor, limit + 1);
    const items = learners.slice(0, limit).map(learnerAnswer);
    return { lessons: lessonsOf(course.modules).length, items, nextCursor: learners.length > limit ? (items.at(-1)?.entitlementId ?? null) : null };
  }
}
