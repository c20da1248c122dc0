import { catalogContext } from '@silkport/catalog';
import { clustersContext } from '@silkport/clusters';
import { deliveryContext } from '@silkport/delivery';
import { i18nContext } from '@silkport/i18n';
import { identityContext } from '@silkport/identity';
import { orderingContext } from '@silkport/ordering';
import { paymentsContext } from '@silkport/payments';
import { platformContext, type Context } from '@silkport/platform';
import { pricingContext } from '@silkport/pricing';

/** The contexts whose entities and messages the storefront needs. */
export const storefrontContexts: readonly Context[] = [
  platformContext, i18nContext, identityContext, clustersContext, pricingContext, catalogContext, paymentsContext, orderingContext, deliveryContext,
];
