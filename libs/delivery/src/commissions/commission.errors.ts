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
