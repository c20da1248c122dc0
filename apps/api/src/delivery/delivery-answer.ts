import { ApiProperty } from '@nestjs/swagger';
import { deliveryKinds, type DeliveryKind } from '@silkport/catalog';
import { entitlementStates, platforms, type AssetView, type EntitlementState, type LineDelivery, type ParcelState, type Platform } from '@silkport/delivery';
import { locales, translation, type Locale } from '@silkport/values';

export class DeliveredFileAnswer {
  @ApiProperty({ example: 'Porcelain pattern library' }) title: string;
  @ApiProperty({ enum: locales, example: 'en' }) titleLocale: Locale;
  @ApiProperty({ example: 'porcelain-patterns.zip' }) fileName: string;
  @ApiProperty({ example: 'application/zip' }) contentType: string;
  @ApiProperty({ type: 'integer', example: 1048576 }) sizeBytes: number;
  @ApiProperty({ type: String, nullable: true, description: 'Hexadecimal; null of a file that will carry the number of its order from its first download on.', pattern: '^[0-9a-f]{64}$' }) sha256: string | null;
  @ApiProperty({ description: 'Whether this buyer’s copy carries the number of the order, or will from its first download on.', example: false }) isStamped: boolean;
  @ApiProperty({ type: 'integer', description: 'How many times all of its bytes have reached the buyer.', example: 0 }) completedCount: number;
  @ApiProperty({ type: String, nullable: true, description: 'Of the release that it came with; null of a file without one.', example: '1.2' }) version: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The language of its contents, BCP 47; null: for readers of all.', example: 'en' }) language: string | null;
  @ApiProperty({ type: String, enum: platforms, nullable: true, description: 'Null: for all.', example: null }) platform: Platform | null;
  @ApiProperty({ description: 'False of an older release’s, which is kept for who had it.', example: true }) isCurrent: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Signed; good for six hours, and for resuming. Null while access is stopped, and of what is only played and read: see its tracks.' }) url: string | null;
}

/** What became of one line of an order. */
export class DeliveryAnswer {
  @ApiProperty({ format: 'uuid', description: 'A line of the order.' }) orderLineId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'What was bought is used by this id; null for a parcel.' }) entitlementId: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'From 1 on; null for a parcel.', example: 1 }) seat: number | null;
  @ApiProperty({ enum: deliveryKinds, example: 'download' }) deliveryKind: DeliveryKind;
  @ApiProperty({ type: 'integer', example: 1 }) quantity: number;
  @ApiProperty({ type: String, enum: entitlementStates, nullable: true, description: 'Null for a parcel.', example: 'active' }) state: EntitlementState | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it is over; null while it has no end.', example: null }) expiresAt: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of a parcel only.', example: null }) parcelState: ParcelState | null;
  @ApiProperty({ type: [DeliveredFileAnswer] }) files: DeliveredFileAnswer[];
  @ApiProperty({ type: [String], description: 'Licence keys.', example: [] }) keys: readonly string[];
}

export class DeliveriesAnswer {
  @ApiProperty({ type: [DeliveryAnswer], description: 'Empty until the payment has been recorded.' }) items: DeliveryAnswer[];
}

/** @param urlOf a fresh link to one of its files */
export function deliveryAnswer(delivery: LineDelivery, urlOf: (asset: AssetView) => string | null, locale: Locale): DeliveryAnswer {
  const { orderLineId, entitlementId, seat, deliveryKind, quantity, state, expiresAt, parcelState, assets, keys } = delivery;
  return {
    orderLineId, entitlementId, seat, deliveryKind, quantity, state, expiresAt: expiresAt?.toISOString() ?? null, parcelState, keys,
    files: assets.map((asset) => deliveredFileAnswer(asset, urlOf(asset), locale)),
  };
}

function deliveredFileAnswer({ title, fileName, contentType, sizeBytes, sha256, isStamped, completedCount, version, locale: language, platform, isCurrent }: AssetView, url: string | null, locale: Locale): DeliveredFileAnswer {
  const { text, locale: titleLocale } = translation(title, locale);
  return { title: text, titleLocale, fileName, contentType, sizeBytes, sha256, isStamped, completedCount, version, language, platform, isCurrent, url };
}
