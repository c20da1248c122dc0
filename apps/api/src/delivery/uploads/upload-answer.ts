import { ApiProperty } from '@nestjs/swagger';
import { refusalReasons, uploadStates, type RefusalReason, type UploadState, type UploadView } from '@silkport/delivery';
import type { Phrases } from '@silkport/i18n';
import type { Locale } from '@silkport/values';

export class UploadAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ example: 'guide.pdf' }) fileName: string;
  @ApiProperty({ example: 'application/pdf' }) contentType: string;
  @ApiProperty({ type: 'integer', example: 12_582_912 }) sizeBytes: number;
  @ApiProperty({ type: 'integer', description: 'How many have come.', example: 5_242_880 }) receivedBytes: number;
  @ApiProperty({ enum: uploadStates, description: 'Only what is ready goes into a release.' }) state: UploadState;
  @ApiProperty({ enum: refusalReasons, nullable: true }) reason: RefusalReason | null;
  @ApiProperty({ type: String, nullable: true, description: 'The reason in the reader’s language, with what was found.' }) refusal: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Hexadecimal; null until it is checked.' }) sha256: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The scanner that found nothing; null: none is set up, it has not looked yet, or the file is larger than what it looks at.', example: 'clamav' }) scanner: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt: string;
}

export class UploadsAnswer {
  @ApiProperty({ type: [UploadAnswer] }) items: UploadAnswer[];
}

export function uploadAnswer({ detail, createdAt, ...upload }: UploadView, phrases: Phrases, locale: Locale): UploadAnswer {
  const refusal = upload.reason && phrases.say(locale, `delivery.upload_refusals.${upload.reason}`, { detail: detail ?? '' }).trim();
  return { ...upload, refusal, createdAt: createdAt.toISOString() };
}
