export { deliveryLacks } from './needs-of-kind.js';
export { Readiness, type ToBeDelivered } from './readiness.js';
