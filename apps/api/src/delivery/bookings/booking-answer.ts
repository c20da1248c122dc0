import { ApiProperty } from '@nestjs/swagger';
import { bookingStates, type BookingState, type BookingView, type FreeSlot, type PlannedHost } from '@silkport/delivery';

export class BookingAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ enum: bookingStates, example: 'booked' }) state: BookingState;
  @ApiProperty({ example: 'Asia/Almaty' }) buyerTimeZone: string;
  @ApiProperty({ example: 'Asia/Shanghai' }) merchantTimeZone: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who holds it; null where the product names no hosts.' }) hostId: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Li Wei' }) hostName: string | null;
  @ApiProperty({ description: 'Whether its buyer may still move or cancel it.' }) isChangeable: boolean;
  @ApiProperty({ description: 'Whether its buyer may still contest what the merchant says of it: for a week.' }) isContestable: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its buyer contested it.' }) contestedAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'From when on what was said of it counts: nobody contested it in time, or it was decided.' }) settledAt: string | null;
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
  @ApiProperty({ type: String, nullable: true, description: 'What the buyer says who contests it.' }) contestWords: string | null;
}

export class ContestedSessionsAnswer {
  @ApiProperty({ type: [MerchantBookingAnswer], description: 'The oldest first, at most 200.' }) items: MerchantBookingAnswer[];
}

export class MerchantBookingsAnswer {
  @ApiProperty({ type: [MerchantBookingAnswer], description: 'By time.' }) items: MerchantBookingAnswer[];
  @ApiProperty({ type: String, nullable: true }) nextCursor: string | null;
}

export class FreeTimeAnswer {
  @ApiProperty({ format: 'date-time' }) startsAt: string;
  @ApiProperty({ format: 'date-time' }) endsAt: string;
  @ApiProperty({ type: 'integer', example: 1 }) placesLeft: number;
  @ApiProperty({ type: [String], description: 'With whom; empty where the product names no hosts.', example: [] }) hostIds: readonly string[];
}

export class OfferedHostAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Li Wei' }) name: string;
  @ApiProperty({ example: 'Asia/Shanghai' }) timeZone: string;
}

export class FreeTimesAnswer {
  @ApiProperty({ example: 'Asia/Shanghai' }) merchantTimeZone: string;
  @ApiProperty({ description: 'Chosen before, or the usual one of the order’s country/region.', example: 'Asia/Almaty' }) buyerTimeZone: string;
  @ApiProperty({ type: [OfferedHostAnswer], description: 'Who can hold sessions of it; none where the product names no hosts.' }) hosts: OfferedHostAnswer[];
  @ApiProperty({ format: 'date-time', description: 'Up to when these are; ask on from there.' }) until: string;
  @ApiProperty({ type: [FreeTimeAnswer], description: 'Of four weeks, or fewer days where very many are offered; by time.' }) items: FreeTimeAnswer[];
}

export function bookingAnswer({ id, startsAt, endsAt, state, buyerTimeZone, merchantTimeZone, hostId, hostName, meetingLink, contestedAt, settledAt }: BookingView, more: Pick<BookingAnswer, 'isChangeable' | 'isContestable' | 'calendarUrl'>): BookingAnswer {
  return { id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), state, buyerTimeZone, merchantTimeZone, hostId, hostName, meetingLink, contestedAt: contestedAt?.toISOString() ?? null, settledAt: settledAt?.toISOString() ?? null, ...more };
}

export function freeTimeAnswer({ startsAt, endsAt, placesLeft, hostIds }: FreeSlot): FreeTimeAnswer {
  return { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), placesLeft, hostIds };
}

export function offeredHostAnswer({ id, name, timeZone }: PlannedHost): OfferedHostAnswer {
  return { id, name, timeZone };
}
