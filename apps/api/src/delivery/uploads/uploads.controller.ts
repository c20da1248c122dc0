import { Controller, Delete, Get, Head, HttpCode, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { DiscardUpload, OpenUpload, refuseOtherBytes, refuseOtherTus, tusBytesType, TusUploads, tusVersion, UploadReads, UploadTypeRefused, wantedUpload } from '@silkport/delivery';
import { Phrases, ProblemFilter } from '@silkport/i18n';
import { CurrentPrincipal } from '@silkport/identity';
import { Allow } from '@silkport/platform';
import type { Locale } from '@silkport/values';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NeverCached } from '../../http/cache-headers.js';
import { LocaleQuery, ReaderLocale } from '../../http/reader-locale.js';
import { Refuses } from '../../http/refuses.js';
import type { MerchantPrincipal } from '../../settlement/merchant-principal.js';
import { OwnProducts } from '../own-products.js';
import { UploadAnswer, uploadAnswer } from './upload-answer.js';

const standing = Object.fromEntries(['upload-offset', 'upload-length', 'tus-resumable'].map((name) => [name, { schema: { type: 'string' as const } }]));

/** How a merchant's files come, whole or in pieces, over as many connections as it takes. Nobody reads a byte of one before it is checked and published. */
@ApiTags('merchant')
@ApiHeader({ name: 'Tus-Resumable', required: false, description: 'Of all but GET and DELETE.', schema: { type: 'string', enum: [tusVersion] } })
@Controller('v1/merchant/uploads')
@Allow('merchant')
export class UploadsController {
  constructor(
    private readonly own: OwnProducts, private readonly openUpload: OpenUpload, private readonly tus: TusUploads, private readonly uploads: UploadReads, private readonly discardUpload: DiscardUpload, private readonly phrases: Phrases, private readonly problems: ProblemFilter,
  ) {}

  /** Its first bytes may come along. @throws TusVersionRefused, UploadNotUnderstood, UploadTypeRefused, NotYourProduct, FileNameRefused, ContentTypeRefused, AssetEmpty, UploadTooLarge, TooManyUploads, UploadQuotaReached */
  @Post()
  @ApiOperation({ summary: 'Begin to upload a file of a product, by tus 1.0.0; one whose bytes do not come is removed after a week' })
  @ApiHeader({ name: 'Upload-Length', required: true, description: 'Bytes.', schema: { type: 'string', example: '12582912' } })
  @ApiHeader({ name: 'Upload-Metadata', required: true, description: '`productId`, `filename` and `filetype`, each with its value in Base64.', schema: { type: 'string' } })
  @ApiResponse({ status: 201, description: 'Its address, for PATCH.', headers: { location: { schema: { type: 'string' } } } })
  @Refuses(400, 404, 409, 412, 413, 415, 422)
  async open(@CurrentPrincipal() { merchantId }: MerchantPrincipal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const wanted = wantedUpload(request.headers);
    if (request.sentBytes && request.sentBytes.type !== tusBytesType) throw new UploadTypeRefused({ type: tusBytesType }, 'Content-Type');
    await this.own.require(wanted.productId, merchantId);
    await this.handOver(request, reply, await this.openUpload.run({ ...wanted, merchantId }));
  }

  /** Before the GET, whose own HEAD of Fastify would speak no tus. @throws UploadUnknown, TusVersionRefused, UploadNotUnderstood */
  @Head(':uploadId')
  @ApiOperation({ summary: 'How many bytes have come' })
  @ApiParam({ name: 'uploadId', format: 'uuid' })
  @ApiResponse({ status: 200, description: 'In Upload-Offset; all of them once it is complete.', headers: standing })
  @Refuses(400, 404, 412, 423)
  async standing(@Param('uploadId') uploadId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id, state, sizeBytes } = await this.uploads.require(uploadId, merchantId);
    refuseOtherTus(request.headers);
    if (state === 'receiving') return this.handOver(request, reply, id);
    await reply.status(200).headers({ 'tus-resumable': tusVersion, 'upload-offset': sizeBytes, 'upload-length': sizeBytes, 'cache-control': 'no-store' }).send();
  }

  /** @throws UploadUnknown, TusVersionRefused, UploadNotUnderstood, UploadClosed, UploadTypeRefused, UploadOffsetRefused, UploadOverrun, UploadBeingWritten, UploadTakenOver */
  @Patch(':uploadId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Send bytes from the offset on that has been reached; the last of them starts the check' })
  @ApiParam({ name: 'uploadId', format: 'uuid' })
  @ApiHeader({ name: 'Upload-Offset', required: true, description: 'How many bytes have come.', schema: { type: 'string', example: '5242880' } })
  @ApiResponse({ status: 204, description: 'They are kept; Upload-Offset says up to where.', headers: standing })
  @ApiConsumes(tusBytesType)
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @Refuses(400, 404, 409, 412, 413, 415, 423)
  async write(@Param('uploadId') uploadId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { id } = await this.uploads.requireOpen(uploadId, merchantId);
    refuseOtherTus(request.headers);
    refuseOtherBytes(request.headers, request.sentBytes?.type);
    await this.handOver(request, reply, id);
  }

  /** @throws UploadUnknown */
  @Get(':uploadId')
  @NeverCached()
  @ApiOperation({ summary: 'What has become of an upload; never its bytes' })
  @ApiParam({ name: 'uploadId', format: 'uuid' })
  @ApiOkResponse({ type: UploadAnswer })
  @Refuses(400, 404)
  async read(@Param('uploadId') uploadId: string, @Query() _query: LocaleQuery, @CurrentPrincipal() { merchantId }: MerchantPrincipal, @ReaderLocale() locale: Locale): Promise<UploadAnswer> {
    return uploadAnswer(await this.uploads.require(uploadId, merchantId), this.phrases, locale);
  }

  /** @throws UploadUnknown, UploadClosed */
  @Delete(':uploadId')
  @HttpCode(204)
  @NeverCached()
  @ApiOperation({ summary: 'Take back an upload that is in no release' })
  @ApiParam({ name: 'uploadId', format: 'uuid' })
  @ApiNoContentResponse({ description: 'It is gone, with its bytes.' })
  @Refuses(404, 409)
  async discard(@Param('uploadId') uploadId: string, @CurrentPrincipal() { merchantId }: MerchantPrincipal): Promise<void> {
    await this.discardUpload.run({ uploadId, merchantId });
  }

  private async handOver(request: FastifyRequest, reply: FastifyReply, uploadId: string): Promise<void> {
    reply.hijack();
    await this.tus.handle(request.raw, reply.raw, uploadId, (error) => {
      const problem = this.problems.problemOf(error, request);
      if (problem.status >= 500) this.problems.report(error);
      return { status: problem.status, body: JSON.stringify(problem) };
    });
  }
}
