import type { Provider } from '@nestjs/common';
import { PostDisputes } from './books/post-disputes.js';
import { PostMovements } from './books/post-movements.js';
import { PostRefunds } from './books/post-refunds.js';
import { PostSales } from './books/post-sales.js';
import { ReleaseWork } from './works/release-work.js';
import { AcknowledgeDifference } from './reconciliation/acknowledge-difference.js';
import { ReconcileDaily } from './reconciliation/reconcile-daily.js';
import { ReconcileDay } from './reconciliation/reconcile-day.js';
import { ReconciliationReads } from './reconciliation/reconciliation-reads.js';

/** What apps may ask of the books and of reconciliation. */
export const booksFace: Provider[] = [AcknowledgeDifference, ReconcileDay, ReconciliationReads];

export const booksProviders: Provider[] = [...booksFace, PostDisputes, PostMovements, PostRefunds, PostSales, ReconcileDaily, ReleaseWork];
