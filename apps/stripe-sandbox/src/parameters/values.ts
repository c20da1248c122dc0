import { invalidRequest } from '../http/stripe-error.js';
import type { Parameter } from './parameter.js';

/** Stripe reads an empty value as "unset", which most parameters do not allow. */
function nonEmpty(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalidRequest(`Invalid string: ${JSON.stringify(value)}`, { param: name });
  if (value !== '') return value;
  throw invalidRequest(
    `You passed an empty string for '${name}'. We assume empty values are an attempt to unset a parameter; however '${name}' cannot be unset. You should remove '${name}' from your request or supply a non-empty value.`,
    { code: 'parameter_invalid_empty', param: name },
  );
}

export function text(maxLength = 5000): Parameter<string> {
  return {
    read(value, name) {
      const given = nonEmpty(value, name);
      if (given.length <= maxLength) return given;
      throw invalidRequest(`Invalid string: ${given.slice(0, 20)}...; must be at most ${maxLength} characters`, { param: name });
    },
  };
}

/** Digits only, without a sign unless `min` is below zero: form values are text. */
export function integer(min = 0, max = Number.MAX_SAFE_INTEGER): Parameter<number> {
  return {
    read(value, name) {
      const given = nonEmpty(value, name);
      const number = Number(given);
      if (!/^-?\d+$/.test(given) || !Number.isSafeInteger(number)) throw invalidRequest(`Invalid integer: ${given}`, { code: 'parameter_invalid_integer', param: name });
      if (number < min) throw invalidRequest(`This value must be greater than or equal to ${min}.`, { code: 'parameter_invalid_integer', param: name });
      if (number > max) throw invalidRequest(`This value must be less than or equal to ${max}.`, { code: 'parameter_invalid_integer', param: name });
      return number;
    },
  };
}

export function flag(): Parameter<boolean> {
  return {
    read(value, name) {
      if (value === 'true' || value === 'false') return value === 'true';
      throw invalidRequest(`Invalid boolean: ${String(value)}`, { param: name });
    },
  };
}

export function oneOf<T extends string>(...choices: T[]): Parameter<T> {
  return {
    read(value, name) {
      const given = nonEmpty(value, name);
      if ((choices as string[]).includes(given)) return given as T;
      const last = choices.length > 1 ? `${choices.slice(0, -1).join(', ')}, or ${choices.at(-1)}` : String(choices[0]);
      throw invalidRequest(`Invalid ${name}: must be one of ${last}`, { param: name });
    },
  };
}

/** A parameter that an empty value unsets: null then. */
export function unsettable<T>(parameter: Parameter<T>): Parameter<T | null> {
  return { read: (value, name) => (value === '' ? null : parameter.read(value, name)) };
}

export function webAddress(): Parameter<string> {
  return {
    read(value, name) {
      const given = nonEmpty(value, name);
      const { protocol } = URL.parse(given) ?? {};
      if (protocol === 'http:' || protocol === 'https:') return given;
      const message = /^\w+:/.test(given) ? 'Not a valid URL' : 'Invalid URL: An explicit scheme (such as https) must be provided.';
      throw invalidRequest(message, { code: 'url_invalid', param: name });
    },
  };
}

export function email(): Parameter<string> {
  return {
    read(value, name) {
      const given = nonEmpty(value, name);
      if (given.length <= 512 && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(given)) return given;
      throw invalidRequest(`Invalid email address: ${given}`, { code: 'email_invalid', param: name });
    },
  };
}
