import { DomainError } from '@silkport/platform';

/** No such work, or nobody has planned it. */
export class CommissionUnknown extends DomainError {
  readonly code = 'delivery.commission_unknown';
  readonly status = 404;
}

export class MilestoneUnknown extends DomainError {
  readonly code = 'delivery.milestone_unknown';
  readonly status = 404;
}

/** Shares that do not sum to a hundred, or a milestone or question without words. */
export class CommissionPlanRefused extends DomainError {
  readonly code = 'delivery.commission_plan_refused';
  readonly status = 422;
}

/** A question that has to be answered was not, or one was that is not asked. */
export class BriefRefused extends DomainError {
  readonly code = 'delivery.brief_refused';
  readonly status = 422;
}

/** Work has begun by the brief: it is not changed any more. */
export class BriefGiven extends DomainError {
  readonly code = 'delivery.brief_given';
  readonly status = 409;
}

/** The milestone stands where this cannot be done: not begun, accepted, disputed or paid back. */
export class MilestoneActRefused extends DomainError {
  readonly code = 'delivery.milestone_act_refused';
  readonly status = 409;
}

/** As many rounds of changes as were agreed have been asked for. */
export class NoRoundLeft extends DomainError {
  readonly code = 'delivery.no_round_left';
  readonly status = 409;
}

/** What is accepted is not what was handed over last. */
export class HandOverOutdated extends DomainError {
  readonly code = 'delivery.hand_over_outdated';
  readonly status = 409;
}

/** A form with files that is none, or that ended early. */
export class FormNotUnderstood extends DomainError {
  readonly code = 'delivery.form_not_understood';
  readonly status = 400;
}

/** `name` has more than `max` megabytes. */
export class BuyerFileTooLarge extends DomainError {
  readonly code = 'delivery.buyer_file_too_large';
  readonly status = 413;
}

/** More than `max` at once, or that were sent and given with nothing. */
export class TooManyBuyerFiles extends DomainError {
  readonly code = 'delivery.too_many_buyer_files';
  readonly status = 409;
}

/** No such file of this work that waits to be given. */
export class BuyerFileUnknown extends DomainError {
  readonly code = 'delivery.buyer_file_unknown';
  readonly status = 404;
}

/** It is still in check, or was refused there. */
export class CommissionFileNotReady extends DomainError {
  readonly code = 'delivery.commission_file_not_ready';
  readonly status = 409;
}
