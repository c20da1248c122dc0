import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { ForgetDrafts } from './forget-drafts.js';
import { Readiness } from './readiness.js';

/** What each kind needs before it is sold, and what is forgotten of what never was. */
@Module({ imports: [BookingsModule], providers: [ForgetDrafts, Readiness], exports: [Readiness] })
export class ReadinessModule {}
