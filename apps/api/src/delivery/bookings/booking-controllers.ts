import { BookingsController } from './bookings.controller.js';
import { CalendarController } from './calendar.controller.js';
import { HostsController } from './hosts.controller.js';
import { MerchantBookingsController } from './merchant-bookings.controller.js';

export const bookingControllers = [BookingsController, CalendarController, HostsController, MerchantBookingsController];
