import { invalidRequest } from '../http/stripe-error.js';
import { object, readObject, type Parameter } from './parameter.js';
import { integer, text } from './values.js';

export function list<T>(item: Parameter<T>, maxItems = 100): Parameter<T[]> {
  return {
    read(value, name) {
      if (!Array.isArray(value)) throw invalidRequest('Invalid array', { param: name });
      if (value.length > maxItems) throw invalidRequest(`Array ${name} exceeded maximum ${maxItems} allowed elements.`, { param: name });
      return value.map((entry, index) => item.read(entry, `${name}[${index}]`));
    },
  };
}

/** `null`: an empty text in place of the names, which removes them all. */
export type GivenMetadata = Record<string, string> | null;

/** Names and values that the caller attaches; an empty value removes the name (limits: 50 names of 40, values of 500). */
export function metadata(): Parameter<GivenMetadata> {
  return {
    read(value, name) {
      if (value === '') return null;
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidRequest('Invalid hash', { param: name });
      const entries = Object.entries(value as Record<string, unknown>);
      if (entries.length > 50) throw invalidRequest(`Metadata can have up to 50 keys; you passed ${entries.length}.`, { param: name });
      for (const [key, entry] of entries) {
        if (key.length > 40) throw invalidRequest(`Metadata keys can have up to 40 characters, but you passed in a key of ${key.length}.`, { param: name });
        if (typeof entry !== 'string') throw invalidRequest('Metadata values must be strings', { param: `${name}[${key}]` });
        if (entry.length > 500) throw invalidRequest(`Metadata values can have up to 500 characters, but you passed in a value that is ${entry.length} characters.`, { param: `${name}[${key}]` });
      }
      return Object.fromEntries(entries) as Record<string, string>;
    },
  };
}

/** What a create keeps: the entries that have a value. */
export function newMetadata(given: GivenMetadata | undefined): Record<string, string> {
  return mergedMetadata({}, given);
}

export function mergedMetadata(present: Record<string, string> | null, given: GivenMetadata | undefined): Record<string, string> {
  if (given === null) return {};
  return Object.fromEntries(Object.entries({ ...present, ...given }).filter(([, value]) => value !== ''));
}

export interface Range {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

const bounds = { gt: integer(), gte: integer(), lt: integer(), lte: integer() };

/** A time in seconds, or a range of them. */
export function timeRange(): Parameter<Range> {
  return {
    read(value, name) {
      if (typeof value === 'string') {
        const second = integer().read(value, name);
        return { gte: second, lte: second };
      }
      return readObject(bounds, value as Record<string, unknown>, name);
    },
  };
}

export function address(): Parameter<Record<string, string | undefined>> {
  return object({ city: text(), country: text(2), line1: text(), line2: text(), postal_code: text(), state: text() });
}
