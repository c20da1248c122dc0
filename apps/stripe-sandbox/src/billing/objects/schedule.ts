import type Stripe from 'stripe';
import { newId } from '../../ids.js';
import type { PriceObject } from './price.js';

export interface PhaseItem {
  price: string;
  quantity: number;
}

/** What a subscription consists of from one moment to another. */
export interface PhaseObject extends Pick<Stripe.SubscriptionSchedule.Phase, 'start_date' | 'end_date' | 'proration_behavior' | 'billing_cycle_anchor' | 'currency' | 'trial_end'> {
  items: (PhaseItem & { metadata: Record<string, string>; discounts: []; tax_rates: []; billing_thresholds: null })[];
  metadata: Record<string, string>;
  add_invoice_items: [];
  default_tax_rates: [];
  discounts: [];
}

export type ScheduleObject = Pick<Stripe.SubscriptionSchedule, 'id' | 'object' | 'application' | 'canceled_at' | 'completed_at' | 'created' | 'current_phase' | 'customer_account' | 'livemode' | 'pause_schedules' | 'released_at' | 'released_subscription' | 'status'> & {
  customer: string;
  end_behavior: 'release' | 'cancel';
  metadata: Record<string, string>;
  phases: PhaseObject[];
  subscription: string | null;
  test_clock: string | null;
};

export interface ScheduleTerms {
  createdAt: number;
  customer: string;
  subscription: string;
  testClock: string | null;
  metadata: Record<string, string>;
  /** The one that runs. */
  phase: PhaseObject;
}

export function newPhase(terms: { start: number; end: number; items: PhaseItem[]; metadata: Record<string, string>; currency: string; behavior?: 'always_invoice' | 'create_prorations' | 'none'; anchor?: 'automatic' | 'phase_start' | undefined }): PhaseObject {
  return {
    add_invoice_items: [], billing_cycle_anchor: terms.anchor ?? null, currency: terms.currency, default_tax_rates: [], discounts: [], end_date: terms.end, start_date: terms.start, trial_end: null,
    items: terms.items.map((item) => ({ ...item, billing_thresholds: null, discounts: [], metadata: {}, tax_rates: [] })), metadata: terms.metadata, proration_behavior: terms.behavior ?? 'create_prorations',
  };
}

/** A schedule of a subscription that runs, with nothing planned yet. */
export function newSchedule({ createdAt, customer, subscription, testClock, metadata, phase }: ScheduleTerms): ScheduleObject {
  return {
    id: newId('sub_sched'), object: 'subscription_schedule', application: null, canceled_at: null, completed_at: null, created: createdAt, current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    customer, customer_account: null, end_behavior: 'release', livemode: false, metadata, pause_schedules: [], phases: [phase], released_at: null, released_subscription: null, status: 'active', subscription, test_clock: testClock,
  };
}

/** A price as an item of a phase has it. */
export function phaseItem({ id }: Pick<PriceObject, 'id'>, quantity: number): PhaseItem {
  return { price: id, quantity };
}
