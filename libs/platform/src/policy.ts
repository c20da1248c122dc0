import { SetMetadata } from '@nestjs/common';

/**
 * Who may use a route. `public`: anyone. `signed-in`: a person with a session. `merchant`: a member of a merchant's team, who sees
 * that merchant's rows only. `admin`: the marketplace's own people. `order-holder`: whoever has the order's signed link, or the
 * person whose confirmed e-mail it was ordered with. `signed-link`: the address itself is signed and expires. `stripe-signature`:
 * the body is signed by Stripe.
 */
export type Policy = 'public' | 'signed-in' | 'merchant' | 'admin' | 'order-holder' | 'signed-link' | 'stripe-signature';

export const policyKey = 'silkport:policy';

/** Names the policy of a controller or a route. A route without one is refused to everybody. */
export const Allow = (policy: Policy) => SetMetadata(policyKey, policy);
