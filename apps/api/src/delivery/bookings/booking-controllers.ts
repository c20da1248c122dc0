import { AdminSessionsController } from './admin-sessions.controller.js';
import { BookingsController } from './bookings.controller.js';
import { CalendarController } from './calendar.controller.js';
import { HostsController } from './hosts.controller.js';
import { MerchantBookingsController } from './merchant-bookings.controller.js';

export const bookingControllers = [AdminSessionsController, BookingsController, CalendarController, HostsController, MerchantBookingsController];
