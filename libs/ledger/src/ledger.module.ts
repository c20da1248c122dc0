import { Module } from '@nestjs/common';
import { LedgerReads } from './ledger-reads.js';

@Module({ providers: [LedgerReads], exports: [LedgerReads] })
export class LedgerModule {}
