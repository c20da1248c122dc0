import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { OrderingModule } from '@silkport/ordering';
import { ChunkHashes } from './chunk-hashes.js';
import { DownloadTermsReads } from './download-terms-reads.js';
import { DownloadLinks } from './download-link.js';
import { FindDownload } from './find-download.js';
import { LimitedBytes } from './limited-bytes.js';
import { RecordDownload } from './record-download.js';
import { ServeDownload } from './serve-download.js';
import { SetDownloadTerms } from './set-download-terms.js';
import { StampedCopies } from './stamped-copies.js';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';

const exported = [ChunkHashes, DownloadLinks, DownloadTermsReads, ServeDownload, SetDownloadTerms];

/** Files by signed links: counted, limited, and with the order's number where their merchant wants it. */
@Module({ imports: [CatalogModule, EntitlementsModule, OrderingModule], providers: [...exported, FindDownload, LimitedBytes, RecordDownload, StampedCopies], exports: [...exported, LimitedBytes, RecordDownload, StampedCopies] })
export class DownloadsModule {}
