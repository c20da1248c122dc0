import { catalogContext } from '@silkport/catalog';
import { clustersContext } from '@silkport/clusters';
import { deliveryContext } from '@silkport/delivery';
import { i18nContext } from '@silkport/i18n';
import { identityContext } from '@silkport/identity';
import { invoicingContext } from '@silkport/invoicing';
import { ledgerContext } from '@silkport/ledger';
import { orderingContext } from '@silkport/ordering';
import { paymentsContext } from '@silkport/payments';
import { platformContext, type Context } from '@silkport/platform';
import { pricingContext } from '@silkport/pricing';
import { settlementContext } from '@silkport/settlement';
import { taxContext } from '@silkport/tax';

/** The contexts whose entities and messages the storefront needs. */
export const storefrontContexts: readonly Context[] = [
  platformContext, i18nContext, identityContext, clustersContext, pricingContext, taxContext, catalogContext, ledgerContext, paymentsContext, orderingContext, deliveryContext,
  settlementContext, invoicingContext,
];
