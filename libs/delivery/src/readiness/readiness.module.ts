import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { Readiness } from './readiness.js';

/** What each kind needs before it is sold. */
@Module({ imports: [BookingsModule], providers: [Readiness], exports: [Readiness] })
export class ReadinessModule {}
