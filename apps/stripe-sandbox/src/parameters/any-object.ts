import { invalidRequest } from '../http/stripe-error.js';
import type { Parameter } from './parameter.js';

/** A hash that is taken as it is: the sandbox reads only a few of its fields. */
export function anyObject(): Parameter<Record<string, unknown>> {
  return {
    read(value, name) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidRequest('Invalid object', { param: name });
      return value as Record<string, unknown>;
    },
  };
}
