export { aPaidLine, aPaidOrder, aRefund, aRefundedLine } from '../../ordering/src/testing.js';
