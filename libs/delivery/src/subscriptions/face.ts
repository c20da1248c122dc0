export { EndingSeats, type EndingSeat } from './ending-seats.js';
