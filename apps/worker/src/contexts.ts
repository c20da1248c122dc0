import { catalogContext } from '@silkport/catalog';
import { clustersContext } from '@silkport/clusters';
import { deliveryContext } from '@silkport/delivery';
import { i18nContext } from '@silkport/i18n';
import { identityContext } from '@silkport/identity';
import { invoicingContext } from '@silkport/invoicing';
import { ledgerContext } from '@silkport/ledger';
import { notificationsContext } from '@silkport/notifications';
import { orderingContext } from '@silkport/ordering';
import { paymentsContext } from '@silkport/payments';
import { platformContext, type Context } from '@silkport/platform';
import { pricingContext } from '@silkport/pricing';
import { settlementContext } from '@silkport/settlement';
import { taxContext } from '@silkport/tax';
import { tradeStatisticsContext } from '@silkport/trade-statistics';

/** The contexts that work in the background. */
export const workerContexts: readonly Context[] = [
  platformContext, i18nContext, identityContext, clustersContext, pricingContext, taxContext, catalogContext, ledgerContext, paymentsContext, orderingContext, deliveryContext,
  settlementContext, invoicingContext, tradeStatisticsContext, notificationsContext,
];
