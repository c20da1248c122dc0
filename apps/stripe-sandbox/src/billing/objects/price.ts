import type Stripe from 'stripe';
import { newId } from '../../ids.js';

/** On the wire `unit_amount_decimal` is text; only the SDK makes a Decimal of it. */
export type PriceObject = Omit<Stripe.Price, 'unit_amount_decimal' | 'unit_amount' | 'product'> & { unit_amount: number; unit_amount_decimal: string; product: string };
export type PlanObject = Omit<Stripe.Plan, 'amount_decimal'> & { amount_decimal: string };

export type Interval = 'day' | 'week' | 'month' | 'year';

export interface Recurrence {
  interval: Interval;
  intervalCount: number;
}

export interface PriceTerms {
  createdAt: number;
  product: string;
  currency: string;
  unitAmountMinor: number;
  recurrence: Recurrence | null;
  taxBehavior: 'exclusive' | 'inclusive' | 'unspecified';
  /** False for a price made by `price_data` for one purchase alone. */
  isActive: boolean;
  nickname?: string;
  lookupKey?: string;
  metadata: Record<string, string>;
}

export function newPrice(terms: PriceTerms): PriceObject {
  const { recurrence } = terms;
  return {
    id: newId('price'),
    object: 'price',
    active: terms.isActive,
    billing_scheme: 'per_unit',
    created: terms.createdAt,
    currency: terms.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: terms.lookupKey ?? null,
    metadata: terms.metadata,
    nickname: terms.nickname ?? null,
    product: terms.product,
    recurring: recurrence && { interval: recurrence.interval, interval_count: recurrence.intervalCount, meter: null, trial_period_days: null, usage_type: 'licensed' },
    tax_behavior: terms.taxBehavior,
    tiers_mode: null,
    transform_quantity: null,
    type: recurrence ? 'recurring' : 'one_time',
    unit_amount: terms.unitAmountMinor,
    unit_amount_decimal: String(terms.unitAmountMinor),
  };
}

export function recurrenceOf(price: PriceObject): Recurrence {
  return { interval: price.recurring!.interval as Interval, intervalCount: price.recurring!.interval_count };
}

/** The older name of a recurring price, which subscription items still carry. */
export function planOf(price: PriceObject): PlanObject {
  const { interval, intervalCount } = recurrenceOf(price);
  return {
    id: price.id, object: 'plan', active: price.active, amount: price.unit_amount, amount_decimal: price.unit_amount_decimal, billing_scheme: 'per_unit',
    created: price.created, currency: price.currency, interval, interval_count: intervalCount, livemode: false, metadata: price.metadata, meter: null,
    nickname: price.nickname, product: price.product, tiers_mode: null, transform_usage: null, trial_period_days: null, usage_type: 'licensed',
  };
}
