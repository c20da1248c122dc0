import type Stripe from 'stripe';
import { newId } from '../../ids.js';

export type TestClockObject = Stripe.TestHelpers.TestClock;

const keptSeconds = 30 * 24 * 3600;

/** @param createdAt the sandbox's time; `frozenTime` is where the clock stands */
export function newTestClock(createdAt: number, frozenTime: number, name: string | null): TestClockObject {
  return {
    id: newId('clock'), object: 'test_helpers.test_clock', created: createdAt, deletes_after: createdAt + keptSeconds, frozen_time: frozenTime, livemode: false, name,
    status: 'ready', status_details: {},
  };
}
