import { Module } from '@nestjs/common';
import { OrderingModule } from '@silkport/ordering';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { BookSession } from './book-session.js';
import { BookingReads } from './booking-reads.js';
import { CalendarFile } from './calendar-file.js';
import { CancelBooking } from './cancel-booking.js';
import { ContestSession } from './contest-session.js';
import { FreeSlots } from './free-slots.js';
import { MarkAttendance } from './mark-attendance.js';
import { MerchantHosts } from './merchant-hosts.js';
import { OnBookableAccessChanged } from './on-access-changed.js';
import { RemindOfSessions } from './remind-of-sessions.js';
import { SettleSessions } from './settle-sessions.js';
import { SessionPlans } from './session-plan.js';

const exported = [BookSession, BookingReads, CalendarFile, CancelBooking, ContestSession, FreeSlots, MarkAttendance, MerchantHosts, SessionPlans];

/** Live sessions: when they are offered, who has taken which, and who came. */
@Module({ imports: [EntitlementsModule, OrderingModule], providers: [...exported, OnBookableAccessChanged, RemindOfSessions, SettleSessions], exports: exported })
export class BookingsModule {}
