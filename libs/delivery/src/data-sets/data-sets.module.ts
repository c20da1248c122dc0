import { Module } from '@nestjs/common';
import { CatalogModule } from '@silkport/catalog';
import { EntitlementsModule } from '../entitlements/entitlements.module.js';
import { ApplyExportVerdicts } from './apply-export-verdicts.js';
import { DataSetReads } from './data-set-reads.js';
import { DecideExport } from './decide-export.js';
import { DescribeDataSet } from './describe-data-set.js';
import { ExportReads } from './export-reads.js';
import { LocalCopies } from './local-copies.js';
import { QueryDataSet } from './query-data-set.js';
import { QueryEngines } from './query-engines.js';
import { QueryNotes } from './query-notes.js';

const exported = [DataSetReads, DecideExport, DescribeDataSet, ExportReads, QueryDataSet];

/** Data sets: what they hold, queries over them, and whether they may leave. */
@Module({ imports: [CatalogModule, EntitlementsModule], providers: [...exported, ApplyExportVerdicts, LocalCopies, QueryEngines, QueryNotes], exports: exported })
export class DataSetsModule {}
