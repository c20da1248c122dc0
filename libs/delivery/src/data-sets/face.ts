export { csvBody } from './csv-lines.js';
export { DataSetReads, type DataSetView, type HeldDataSet } from './data-set-reads.js';
export { personalDataKinds, type Cell, type DataColumn, type DataTable, type ExampleQuery, type PersonalData } from './data-set.entity.js';
export {
  DataColumnUnknown, DataSetFilesMissing, DataSetKindRefused, DataSetNotQueried, DataSetUnknown, DataSetUnreadable, ExportDecisionRefused, QueriesBusy, QueryAnswerRefused, QueryRefused, QueryTooLong, QueryWrong, RowQuotaUsedUp,
} from './data-set.errors.js';
export { DecideExport, type ExportDecision } from './decide-export.js';
export { DescribeDataSet, type DataSetDescription } from './describe-data-set.js';
export { ExportReads, type ExportVerdictView, type WaitingExport } from './export-reads.js';
export { exportVerdicts, type ExportVerdictKind } from './export-verdict.entity.js';
export { QueryDataSet, type DataQuery, type QueryPage, type QueryStream } from './query-data-set.js';
