import { DomainError } from '@silkport/platform';

/** Nothing is known of what the product's files hold. */
export class DataSetUnknown extends DomainError {
  readonly code = 'delivery.data_set_unknown';
  readonly status = 404;
}

/** The product has no CSV or Parquet file that could be described, or one of those named is none of its files. */
export class DataSetFilesMissing extends DomainError {
  readonly code = 'delivery.data_set_files_missing';
  readonly status = 422;
}

/** A product that is sold as something else: only what is sold as a data set waits for the decision on its export. */
export class DataSetKindRefused extends DomainError {
  readonly code = 'delivery.data_set_kind_refused';
  readonly status = 422;
}

/** A file that is no CSV or Parquet, whatever its name says. */
export class DataSetUnreadable extends DomainError {
  readonly code = 'delivery.data_set_unreadable';
  readonly status = 422;
}

/** A description of a column that the files do not have. */
export class DataColumnUnknown extends DomainError {
  readonly code = 'delivery.data_column_unknown';
  readonly status = 422;
}

/** It is delivered as files only. */
export class DataSetNotQueried extends DomainError {
  readonly code = 'delivery.data_set_not_queried';
  readonly status = 409;
}

/** All rows that were bought have been returned. */
export class RowQuotaUsedUp extends DomainError {
  readonly code = 'delivery.row_quota_used_up';
  readonly status = 402;
}

/** It is not one SELECT over the data set's own tables with the functions that we offer. */
export class QueryRefused extends DomainError {
  readonly code = 'delivery.query_refused';
  readonly status = 422;
}

/** The database's own words on what is wrong with it. */
export class QueryWrong extends DomainError {
  readonly code = 'delivery.query_wrong';
  readonly status = 422;
}

export class QueryTooLong extends DomainError {
  readonly code = 'delivery.query_too_long';
  readonly status = 422;
}

/** A cell with too long a text, or with a list or a structure in it: rows could not be counted by what they hold. */
export class QueryAnswerRefused extends DomainError {
  readonly code = 'delivery.query_answer_refused';
  readonly status = 422;
}

/** Too many queries run at this moment. */
export class QueriesBusy extends DomainError {
  readonly code = 'delivery.queries_busy';
  readonly status = 429;
}

/** No market of ours, or no data set. */
export class ExportDecisionRefused extends DomainError {
  readonly code = 'delivery.export_decision_refused';
  readonly status = 422;
}
