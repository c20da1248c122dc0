import { DomainError } from '@silkport/platform';

/** No credential of ours came with the call, or one that is forged, revoked or over. Which of them it is, nobody is told. */
export class CredentialRefused extends DomainError {
  readonly code = 'delivery.credential_refused';
  readonly status = 401;
}

/** The credential is for another product. */
export class CredentialForeign extends DomainError {
  readonly code = 'delivery.credential_foreign';
  readonly status = 403;
}

/** The plan has no such call, or the credential was not made for it. */
export class ScopeRefused extends DomainError {
  readonly code = 'delivery.scope_refused';
  readonly status = 403;
}

/** More calls than the plan's rate. */
export class CallsTooFast extends DomainError {
  readonly code = 'delivery.calls_too_fast';
  readonly status = 429;
}

/** More calls are under way at once than one buyer may have; those that are answered make room. */
export class CallsAtOnce extends DomainError {
  readonly code = 'delivery.calls_at_once';
  readonly status = 429;
}

/** So many calls of the merchant's API are under way that another would have to wait. The call is given back. */
export class UpstreamBusy extends DomainError {
  readonly code = 'delivery.upstream_busy';
  readonly status = 503;
}

/** The quota is used up. */
export class QuotaUsedUp extends DomainError {
  readonly code = 'delivery.quota_used_up';
  readonly status = 402;
}

/** A path with dots, encoded slashes or control characters, which an upstream could read as another. */
export class GatewayPathRefused extends DomainError {
  readonly code = 'delivery.gateway_path_refused';
  readonly status = 400;
}

/** A body of a call that has none, or in a coding that an upstream could read otherwise. */
export class GatewayBodyRefused extends DomainError {
  readonly code = 'delivery.gateway_body_refused';
  readonly status = 400;
}

/** The merchant's API did not answer, or its answer broke off. The call is given back. */
export class UpstreamAway extends DomainError {
  readonly code = 'delivery.upstream_away';
  readonly status = 502;
}

/** The plan names no upstream: the merchant's own gateway is called, and asks ours. */
export class UpstreamMissing extends DomainError {
  readonly code = 'delivery.upstream_missing';
  readonly status = 404;
}

/** An upstream that is not https, carries a password or a query, or is inside our own network. */
export class UpstreamRefused extends DomainError {
  readonly code = 'delivery.upstream_refused';
  readonly status = 422;
}

/** Scopes without a name of their own, without a path, or none at all; a top-up without units. */
export class ApiPlanRefused extends DomainError {
  readonly code = 'delivery.api_plan_refused';
  readonly status = 422;
}

/** What was bought gives no access to an API. */
export class ApiPlanUnknown extends DomainError {
  readonly code = 'delivery.api_plan_unknown';
  readonly status = 404;
}

/** A top-up whose units joined another purchase: credentials are made there. */
export class ApiAccessElsewhere extends DomainError {
  readonly code = 'delivery.api_access_elsewhere';
  readonly status = 409;
}

/** Of another API, over, without a quota to add to, or itself a top-up that has joined another. */
export class TopUpUnfit extends DomainError {
  readonly code = 'delivery.top_up_unfit';
  readonly status = 422;
}

export class ApiCredentialUnknown extends DomainError {
  readonly code = 'delivery.api_credential_unknown';
  readonly status = 404;
}

export class TooManyCredentials extends DomainError {
  readonly code = 'delivery.too_many_credentials';
  readonly status = 409;
}
