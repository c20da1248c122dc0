import { invalidRequest } from '../http/stripe-error.js';

/** Reads one value of a form, or throws a StripeError that names it by its path, e.g. `line_items[0][quantity]`. */
export interface Parameter<T> {
  read(value: unknown, name: string): T;
  isRequired?: boolean;
}
export type RequiredParameter<T> = Parameter<T> & { isRequired: true };
export type Shape = Record<string, Parameter<unknown>>;
export type Read<S extends Shape> = {
  [K in keyof S]: S[K] extends RequiredParameter<infer T> ? T : S[K] extends Parameter<infer T> ? T | undefined : never;
};

export function required<T>(parameter: Parameter<T>): RequiredParameter<T> {
  return { read: parameter.read, isRequired: true };
}

export function object<S extends Shape>(shape: S): Parameter<Read<S>> {
  return {
    read(value, name) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidRequest('Invalid object', { param: name });
      return readObject(shape, value as Record<string, unknown>, name);
    },
  };
}

/** Unknown names are refused before missing ones are, as Stripe does. */
export function readObject<S extends Shape>(shape: S, given: Record<string, unknown>, path = ''): Read<S> {
  const nameOf = (key: string): string => (path ? `${path}[${key}]` : key);
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(shape, key)) throw invalidRequest(`Received unknown parameter: ${nameOf(key)}`, { code: 'parameter_unknown', param: nameOf(key) });
  }
  const read: Record<string, unknown> = {};
  for (const [key, parameter] of Object.entries(shape)) {
    if (given[key] !== undefined) read[key] = parameter.read(given[key], nameOf(key));
    else if (parameter.isRequired) throw invalidRequest(`Missing required param: ${nameOf(key)}.`, { code: 'parameter_missing', param: nameOf(key) });
  }
  return read as Read<S>;
}
