import type { Principal } from '@silkport/identity';

/** Who has passed the policy `merchant`. */
export type MerchantPrincipal = Principal & { readonly merchantId: string };
