export { Readiness, type ToBeDelivered } from './readiness.js';
