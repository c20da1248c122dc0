import { ApiProperty } from '@nestjs/swagger';
import { companionRoles, playsLeft, type CompanionRole, type Plays, type Track, type TrackForm } from '@silkport/delivery';
import { locales, translation, type Locale } from '@silkport/values';

const forms: readonly TrackForm[] = ['video', 'audio', 'picture', 'book', 'pages', 'text'];

export class CompanionAnswer {
  @ApiProperty({ enum: companionRoles, description: 'Captions, or the same recording in another form.' }) role: CompanionRole;
  @ApiProperty({ type: String, nullable: true, description: 'BCP 47; of captions only.', example: 'ru' }) locale: string | null;
  @ApiProperty({ example: 'text/vtt' }) contentType: string;
  @ApiProperty({ description: 'Signed; good for a short time.' }) url: string;
}

/** What can be played or read: a chapter, or a file of a product without chapters. */
export class TrackAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: 'integer', description: 'From 1 on.', example: 1 }) number: number;
  @ApiProperty({ example: 'The first loom' }) title: string;
  @ApiProperty({ enum: locales, example: 'en' }) titleLocale: Locale;
  @ApiProperty({ enum: forms, example: 'audio' }) form: TrackForm;
  @ApiProperty({ type: String, nullable: true, description: 'Null of a text.', example: 'audio/mpeg' }) contentType: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) sizeBytes: number | null;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ type: 'integer', description: 'How much of it everybody may have without buying, in percent.', example: 0 }) samplePercent: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Where its buyer stopped: seconds of a recording, from 0 on the part of a book.' }) place: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'How many more times it may be begun; null without limit. One that goes on is none.', example: null }) playsLeft: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Signed, and kept alive by playing. Null of books and texts, which are read on a page.' }) url: string | null;
  @ApiProperty({ description: 'A page that plays or shows it.' }) page: string;
  @ApiProperty({ type: [CompanionAnswer] }) companions: CompanionAnswer[];
}

export class ComingTrackAnswer {
  @ApiProperty({ example: 'The second loom' }) title: string;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
}

export class TracksAnswer {
  @ApiProperty({ type: [TrackAnswer] }) items: TrackAnswer[];
  @ApiProperty({ type: [ComingTrackAnswer], description: 'Announced; they arrive by themselves.' }) coming: ComingTrackAnswer[];
}

export interface TrackAddresses {
  readonly page: string;
  readonly urlOf: (assetId: string, isPlayed: boolean) => string;
  /** Absent of a sample, which has no limit. */
  readonly plays?: Plays;
}

export function trackAnswer(track: Track, { page, urlOf, plays }: TrackAddresses, reader: Locale): TrackAnswer {
  const { id, number, form, contentType, sizeBytes, samplePercent, place, assetId } = track;
  const { text, locale } = translation(track.title, reader);
  const isPlayed = form === 'video' || form === 'audio';
  return {
    id, number, title: text, titleLocale: locale, form, contentType, sizeBytes, samplePercent, place, page, publishedAt: track.publishedAt.toISOString(),
    playsLeft: isPlayed && assetId !== null && plays ? playsLeft(plays, assetId)?.left ?? null : null,
    url: assetId === null || form === 'book' ? null : urlOf(assetId, isPlayed),
    companions: track.companions.map((each) => ({ role: each.role, locale: each.locale, contentType: each.contentType, url: urlOf(each.assetId, each.role === 'rendition') })),
  };
}
