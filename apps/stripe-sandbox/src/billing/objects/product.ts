import type Stripe from 'stripe';
import { newId } from '../../ids.js';

export interface ProductTerms {
  createdAt: number;
  name: string;
  description?: string;
  images?: string[];
  metadata: Record<string, string>;
  taxCode?: string;
  unitLabel?: string;
  /** False for a product made by `price_data` for one purchase alone. */
  isActive: boolean;
}

export function newProduct(terms: ProductTerms): Stripe.Product {
  return {
    id: newId('prod'),
    object: 'product',
    active: terms.isActive,
    created: terms.createdAt,
    default_price: null,
    description: terms.description ?? null,
    images: terms.images ?? [],
    livemode: false,
    marketing_features: [],
    metadata: terms.metadata,
    name: terms.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: terms.taxCode ?? null,
    tax_details: null,
    type: 'service',
    unit_label: terms.unitLabel ?? null,
    updated: terms.createdAt,
    url: null,
  };
}
