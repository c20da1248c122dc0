import { invalidRequest } from '../http/stripe-error.js';

type Kinds = { string: string; number: number; boolean: boolean; strings: string[]; numbers: number[] };
type Wanted = Record<string, keyof Kinds>;

/** The fields of a JSON body that are there, each checked for its kind; an unknown one is refused. */
export function readBody<W extends Wanted>(body: unknown, wanted: W): { [K in keyof W]?: Kinds[W[K]] } {
  if (body === undefined || body === null || body === '') return {};
  if (typeof body !== 'object') throw invalidRequest('A JSON object is wanted.');
  for (const [name, value] of Object.entries(body)) {
    const kind = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
    if (kind === undefined) throw invalidRequest(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
    const fits = kind.endsWith('s') ? Array.isArray(value) && value.every((each) => typeof each === kind.slice(0, -1)) : typeof value === kind;
    if (!fits) throw invalidRequest(`Invalid ${kind}: ${name}`, { param: name });
  }
  return body as { [K in keyof W]?: Kinds[W[K]] };
}
