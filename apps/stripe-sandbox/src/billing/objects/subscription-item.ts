import type Stripe from 'stripe';
import { newId } from '../../ids.js';
import { planOf, type PlanObject, type PriceObject } from './price.js';

export type SubscriptionItemObject = Omit<Stripe.SubscriptionItem, 'price' | 'plan' | 'quantity'> & { price: PriceObject; plan: PlanObject; quantity: number };

export interface Period {
  start: number;
  end: number;
}

export interface SubscriptionItemTerms {
  createdAt: number;
  subscription: string;
  price: PriceObject;
  quantity: number;
  period: Period;
  metadata: Record<string, string>;
}

export function newSubscriptionItem(terms: SubscriptionItemTerms): SubscriptionItemObject {
  return {
    id: newId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: terms.createdAt,
    current_period_end: terms.period.end,
    current_period_start: terms.period.start,
    current_trial: null,
    discounts: [],
    metadata: terms.metadata,
    plan: planOf(terms.price),
    price: terms.price,
    quantity: terms.quantity,
    subscription: terms.subscription,
    tax_rates: [],
  };
}
