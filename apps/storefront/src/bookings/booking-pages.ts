import { BookingController } from './booking.controller.js';
import { BookingStandings } from './booking-standings.js';

export const bookingControllers = [BookingController];
export const bookingProviders = [BookingStandings];
