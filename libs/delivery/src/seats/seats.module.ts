import { Module } from '@nestjs/common';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { BoughtReads } from './bought-reads.js';
import { ForgetSeatGifts } from './forget-seat-gifts.js';
import { GiveSeat } from './give-seat.js';
import { MerchantEntitlements } from './merchant-entitlements.js';

const exported = [BoughtReads, GiveSeat, MerchantEntitlements];

/** Seats in the hands of people, what a reader has bought altogether, and what a merchant's buyers may use. */
@Module({ imports: [EntitlementsModule], providers: [...exported, ForgetSeatGifts], exports: exported })
export class SeatsModule {}
