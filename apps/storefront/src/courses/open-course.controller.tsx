import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ProductReads, ProductUnknown, type ProductView } from '@silkport/catalog';
import { CertificateReads, CertificateUnknown, CourseReads, lessonOf, LessonUnknown } from '@silkport/delivery';
import { Allow } from '@silkport/platform';
import { locales } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageProblemFilter } from '../page-problem.filter.js';
import { CertificatePage } from '../pages/certificate.js';
import { CourseOutlinePage, FreeLessonPage } from '../pages/course-outline.js';
import { renderPage } from '../render-page.js';
import { Visitors } from '../visitors.js';

/** What everybody may see of courses: what they teach, their free lessons, and whether a certificate is real. */
@Controller([...locales])
@Allow('public')
@UseFilters(PageProblemFilter)
export class OpenCourseController {
  constructor(private readonly visitors: Visitors, private readonly products: ProductReads, private readonly courses: CourseReads, private readonly certificates: CertificateReads) {}

  /** @throws ProductUnknown, CourseUnknown */
  @Get('products/:slug/lessons')
  async outline(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const product = await this.product(slug, request);
    const course = await this.courses.require(product.id);
    renderPage(reply, visitor, { title: visitor.text(product.name).text, alternatePath: `/products/${slug}/lessons` }, <CourseOutlinePage visitor={visitor} product={product} course={course} />);
  }

  /** @throws ProductUnknown, CourseUnknown, LessonUnknown also for a lesson that is not free */
  @Get('products/:slug/lessons/:lessonId')
  async preview(@Param('slug') slug: string, @Param('lessonId') lessonId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const product = await this.product(slug, request);
    const { lesson } = lessonOf(await this.courses.require(product.id), lessonId);
    if (!lesson.isPreview) throw new LessonUnknown();
    renderPage(reply, visitor, { title: visitor.text(lesson.title).text, alternatePath: `/products/${slug}/lessons/${lessonId}` }, <FreeLessonPage visitor={visitor} product={product} lesson={lesson} />);
  }

  @Get('certificates')
  async ask(@Query('number') number: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.show(typeof number === 'string' ? number.slice(0, 60) : '', request, reply);
  }

  @Get('certificates/:number')
  async check(@Param('number') number: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.show(number, request, reply);
  }

  private async show(number: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const visitor = this.visitors.of(request);
    const certificate = number && await this.certificates.proven(number).catch((error: unknown) => {
      if (error instanceof CertificateUnknown) return undefined;
      throw error;
    });
    const isUnknown = number !== '' && !certificate;
    const head = { title: visitor.t('course.check_title'), isPersonal: true, status: isUnknown ? 404 : 200 };
    renderPage(reply, visitor, head, <CertificatePage visitor={visitor} typed={number} certificate={certificate || undefined} />);
  }

  private async product(slug: string, request: FastifyRequest): Promise<ProductView> {
    const { currency, country } = this.visitors.of(request);
    const product = await this.products.bySlug(slug, currency, country);
    if (!product || product.status === 'withdrawn') throw new ProductUnknown();
    return product;
  }
}
