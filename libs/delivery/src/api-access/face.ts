export {
  ApiAccessElsewhere, ApiCredentialUnknown, ApiPlanRefused, ApiPlanUnknown, CallsAtOnce, CallsTooFast, CredentialForeign, CredentialRefused, GatewayBodyRefused, GatewayPathRefused, QuotaUsedUp, ScopeRefused, TooManyCredentials, TopUpUnfit, UpstreamAway,
  UpstreamBusy, UpstreamMissing, UpstreamRefused,
} from './api-access.errors.js';
export { ApiAccessReads, type ApiAccessView, type CredentialView, type MerchantUsageRow, type UsageRow } from './api-access-reads.js';
export type { IssuedCredential } from './api-credentials.js';
export type { ApiPlanTerms } from './api-plan-view.js';
export { quotaPeriods, type ApiScope, type QuotaPeriod } from './api-plan.entity.js';
export { CheckApiCall, limitReached, type AdmittedCall, type ApiCall } from './check-api-call.js';
export { ForwardCall, type UpstreamAnswer } from './forward-call.js';
export { gatewayPath } from './gateway-path.js';
export { GiveBackCall } from './give-back-call.js';
export { IssueCredential } from './issue-credential.js';
export { JoinTopUp } from './join-top-up.js';
export { quotaHeaders, retryAfterSeconds, type CallStanding } from './quota-headers.js';
export { refuseBody } from './refuse-body.js';
export { RevokeCredential } from './revoke-credential.js';
export { RotateCredential } from './rotate-credential.js';
export { SetApiPlan } from './set-api-plan.js';
