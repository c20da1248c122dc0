import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../http/authenticate.js';
import type { Faults } from '../http/faults.js';
import { StripeError } from '../http/stripe-error.js';
import type { World } from '../world.js';
import { registerAccountControl } from './account-control.js';
import { registerBalanceControl } from './balance-control.js';
import { registerBillingControl } from './billing-control.js';
import { registerClockControl } from './clock-control.js';
import { registerDeliveryControl } from './delivery-control.js';
import { registerDisputeControl } from './dispute-control.js';
import { registerFaultControl } from './fault-control.js';
import { registerPaymentControl } from './payment-control.js';
import { registerPayoutControl } from './payout-control.js';
import { registerRefundControl } from './refund-control.js';

/** `/_sandbox`: what a test or a demo does to the sandbox and nobody could do to Stripe. This machine only, same key. */
export function registerControl(app: FastifyInstance, world: World, faults: Faults): void {
  void app.register(
    (control, _options, done) => {
      control.get('/health', () => ({ status: 'ok' }));
      void control.register((guarded, _opts, guardedDone) => {
        guarded.addHook('onRequest', async (request) => admit(request, world.secretKey));
        registerPaymentControl(guarded, world);
        registerDeliveryControl(guarded, world);
        registerFaultControl(guarded, faults);
        registerClockControl(guarded, world);
        registerBillingControl(guarded, world);
        registerBalanceControl(guarded, world);
        registerPayoutControl(guarded, world);
        registerDisputeControl(guarded, world);
        registerRefundControl(guarded, world);
        registerAccountControl(guarded, world);
        guardedDone();
      });
      done();
    },
    { prefix: '/_sandbox' },
  );
}

function admit(request: FastifyRequest, secretKey: string): void {
  const from = request.socket.remoteAddress ?? '';
  if (from !== '::1' && !from.replace('::ffff:', '').startsWith('127.')) {
    throw new StripeError(403, { type: 'invalid_request_error', message: 'The control API answers this machine only.' });
  }
  authenticate(request.headers.authorization, secretKey);
}
