import { Module } from '@nestjs/common';
import { ClustersModule } from '@silkport/clusters';
import { OrderingModule } from '@silkport/ordering';
import { PricingModule } from '@silkport/pricing';
import { ComposeDrafts } from './compose-drafts.js';
import { InvoiceReads } from './invoice-reads.js';
import { IssueInvoices } from './issue-invoices.js';
import { PaperMerchants } from './issuing/paper-merchants.js';
import { NoteSources } from './note-sources.js';
import { RenderInvoice } from './render-invoice.js';

const exported = [InvoiceReads, IssueInvoices, RenderInvoice];

@Module({ imports: [ClustersModule, OrderingModule, PricingModule], providers: [...exported, ComposeDrafts, NoteSources, PaperMerchants], exports: exported })
export class InvoicingModule {}
