import { ApiProperty } from '@nestjs/swagger';
import { bookingStates, type BookingState, type BookingView, type FreeSlot } from '@silkport/delivery';

export class BookingAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ enum: bookingStates, example: 'booked' }) state: BookingState;
  @ApiProperty({ example: 'Asia/Almaty' }) buyerTimeZone: string;
  @ApiProperty({ example: 'Asia/Shanghai' }) merchantTimeZone: string;
  @ApiProperty({ description: 'Whether its buyer may still move or cancel it.' }) isChangeable: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'From a quarter of an hour before it.' }) meetingLink: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Signed address of its calendar entry; it stays the same.' }) calendarUrl: string | null;
}

export class BookingsAnswer {
  @ApiProperty({ type: 'integer', description: 'Sessions that can still be booked.', example: 2 }) sessionsLeft: number;
  @ApiProperty({ type: [BookingAnswer], description: 'By time.' }) items: BookingAnswer[];
}

export class MerchantBookingAnswer extends BookingAnswer {
  @ApiProperty({ format: 'uuid' }) productId: string;
  @ApiProperty({ example: 'SP-7K3MQ-92XTV' }) orderNumber: string;
}

export class MerchantBookingsAnswer {
  @ApiProperty({ type: [MerchantBookingAnswer], description: 'By time.' }) items: MerchantBookingAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class FreeTimeAnswer {
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ type: 'integer', example: 1 }) placesLeft: number;
}

export class FreeTimesAnswer {
  @ApiProperty({ example: 'Asia/Shanghai' }) merchantTimeZone: string;
  @ApiProperty({ description: 'Chosen before, or the usual one of the order’s country/region.', example: 'Asia/Almaty' }) buyerTimeZone: string;
  @ApiProperty({ type: [FreeTimeAnswer], description: 'Of four weeks, by time.' }) items: FreeTimeAnswer[];
}

export function bookingAnswer({ id, startsAt, endsAt, state, buyerTimeZone, merchantTimeZone, meetingLink }: BookingView, more: Pick<BookingAnswer, 'isChangeable' | 'calendarUrl'>): BookingAnswer {
  return { id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), state, buyerTimeZone, merchantTimeZone, meetingLink, ...more };
}

export function freeTimeAnswer({ startsAt, endsAt, placesLeft }: FreeSlot): FreeTimeAnswer {
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), placesLeft };
}
