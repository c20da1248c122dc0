export { BoughtReads, type BoughtThing } from './bought-reads.js';
export { GiveSeat } from './give-seat.js';
export { SeatReads, type SeatGiven, type SeatReceived } from './seat-reads.js';
export { SeatNotGivable, SeatNotYours } from './seat.errors.js';
export { MerchantEntitlements, type EntitlementFilter, type MerchantEntitlement } from './merchant-entitlements.js';
