import { marketTax, markets, taxIdRules } from '@silkport/markets';
import { isChineseNumber } from './chinese-number.js';
import { isKazakhNumber } from './kazakh-number.js';

interface Validator { validate(value: string): { isValid: boolean } }
type Stdnum = Readonly<Record<string, Readonly<Record<string, Validator>>>>;

/** The validators of the library that know a market's tax number with its check digit; the others have the table's pattern alone. */
const validatorNames: Readonly<Record<string, readonly string[]>> = {
  AT: ['uid'], BE: ['vat'], BG: ['vat'], CY: ['vat'], CZ: ['dic'], DE: ['vat'], DK: ['cvr'], EE: ['kmkr'], ES: ['nif'], FI: ['alv'], FR: ['tva'], GR: ['vat'], HR: ['oib'], HU: ['anum'],
  IE: ['vat'], IT: ['iva'], LT: ['pvm'], LU: ['tva'], LV: ['pvn'], MT: ['vat'], NL: ['btw'], PL: ['nip'], PT: ['nif'], RO: ['cui', 'cif'], SE: ['vat'], SI: ['ddv'], SK: ['dph'],
  GB: ['vat'], AU: ['abn'], BR: ['cnpj', 'cpf'], BY: ['unp'], CA: ['gst'], CH: ['vat'], CL: ['rut'], CR: ['cpj'], EG: ['tn'], ID: ['npwp'], IN: ['gstin'], JP: ['cn'],
  KR: ['brn'], MX: ['rfc'], NO: ['mva'], NZ: ['ird'], PE: ['ruc'], RU: ['inn'], SG: ['uen'], TH: ['tin'], TR: ['vkn'], TW: ['ubn'], US: ['ein'], VN: ['mst'], ZA: ['vat'],
};

/** Numbers that a market's pattern accepts but its validator does not know: they count by pattern alone. */
const patternOnly: Readonly<Record<string, RegExp>> = {
  AU: /^\d{12}$/, GB: /^(GD|HA)\d{3}$/, ID: /^\d{16}$/, IN: /^99\d{2}[A-Z]{3}\d{5}OS[A-Z]$/, SG: /^M[0-9A-Z]\d{7}[A-Z]$/,
};

/** Letters that may stand before the number; Greece has its own, and Northern Ireland trades goods under XI. */
const prefixes: Readonly<Record<string, RegExp>> = { GR: /^(EL|GR)/, GB: /^(GB|XI)/, NO: /^NO/, JP: /^T/ };

const patterns = new Map(markets.map(({ code }) => {
  const regex = taxIdRules(code)?.regex;
  return [code, regex ? new RegExp(regex) : undefined] as const;
}));

const isUnion = (country: string) => marketTax(country)?.scheme === 'eu-vat-digital';
const unionPrefixes = new Map(markets.filter(({ code }) => isUnion(code)).map(({ code }) => [code, prefixes[code] ?? new RegExp(`^${code}`)]));

/** Longer than any number with its separators. */
const longest = 40;
const kept = new Map<string, string | undefined>();

/**
 * The official form of a business's tax number as typed: capitals without separators, with the prefix that the number officially has (EL for
 * Greece, also where GR was typed). Undefined where letters, length or check digit are wrong. That it is well formed does not say that it exists.
 */
export async function officialTaxId(country: string, typed: string): Promise<string | undefined> {
  const cleaned = typed.normalize('NFKC').toUpperCase().replace(/[\s.\-/]/g, '');
  if (!cleaned || typed.length > longest) return undefined;
  const key = `${country}:${cleaned}`;
  if (kept.has(key)) return kept.get(key);
  // The library takes a seventh of a second to load: only once somebody types a number.
  const official = read(country, cleaned, await library());
  if (kept.size > 2_000) kept.clear();
  kept.set(key, official);
  return official;
}

function read(country: string, cleaned: string, stdnum: Stdnum): string | undefined {
  const prefix = unionPrefixes.get(country) ?? prefixes[country];
  const number = prefix ? cleaned.replace(prefix, '') : cleaned;
  const official = withPrefix(country, cleaned, number);
  const pattern = patterns.get(country);
  // No such number is known of the market: whatever is typed is kept as it is.
  if (!pattern) return cleaned;
  if (!pattern.test(official)) return undefined;
  if (country === 'CN') return isChineseNumber(number) ? official : undefined;
  if (country === 'KZ') return isKazakhNumber(number) ? official : undefined;
  if (patternOnly[country]?.test(number)) return official;
  const validators = (validatorNames[country] ?? []).map((name) => stdnum[country]?.[name]).filter((validator): validator is Validator => validator !== undefined);
  return !validators.length || validators.some((validator) => validator.validate(number).isValid) ? official : undefined;
}

function withPrefix(country: string, cleaned: string, number: string): string {
  if (country === 'GR') return `EL${number}`;
  if (country === 'GB') return `${cleaned.startsWith('XI') ? 'XI' : 'GB'}${number}`;
  if (country === 'JP') return `T${number}`;
  return isUnion(country) ? `${country}${number}` : number;
}

async function library(): Promise<Stdnum> {
  const { default: loaded } = await import('stdnum');
  return (loaded as unknown as { stdnum: Stdnum }).stdnum;
}
