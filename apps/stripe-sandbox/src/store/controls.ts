import type { Database } from './database.js';

/** How Stripe Billing is set up; at Stripe these are settings of the account. */
export interface BillingSettings {
  /** How long the draft of a renewal can be changed before it is final and charged. */
  draftSeconds: number;
  /** Days from each failed payment to the next try; none left after the last. */
  retryDays: number[];
  /** What becomes of a subscription whose last try failed. */
  afterLastRetry: 'cancel' | 'unpaid' | 'past_due';
}

export interface ControlValues {
  clockAheadMs: number;
  holdsDeliveries: boolean;
  copiesOfDelivery: number;
  configuredEndpointId: string | null;
  billing: BillingSettings;
  /** Rates changed by the control API, units per 1 of the base by lower-case code; they stand before those of the settings. */
  changedRates: Record<string, number>;
}

const defaults: ControlValues = {
  clockAheadMs: 0, holdsDeliveries: false, copiesOfDelivery: 1, configuredEndpointId: null, changedRates: {}, billing: { draftSeconds: 3600, retryDays: [3, 5, 7], afterLastRetry: 'cancel' },
};

/** The few switches that must survive a restart. */
export class Controls {
  private readonly values: ControlValues;

  constructor(private readonly database: Database) {
    this.values = { ...defaults };
    for (const row of database.prepare('select name, value from controls').all()) {
      Object.assign(this.values, { [String(row.name)]: JSON.parse(String(row.value)) });
    }
  }

  get<K extends keyof ControlValues>(name: K): ControlValues[K] {
    return this.values[name];
  }

  set<K extends keyof ControlValues>(name: K, value: ControlValues[K]): void {
    this.database.prepare('insert into controls (name, value) values (?, ?) on conflict (name) do update set value = excluded.value').run(name, JSON.stringify(value));
    this.values[name] = value;
  }
}
