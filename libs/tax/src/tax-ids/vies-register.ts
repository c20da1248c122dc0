import { marketTax } from '@silkport/markets';
import { TaxIdRegister, type RegisterStatus } from './tax-id-register.js';

const timeOutMilliseconds = 3_000;
const keptForMilliseconds = { confirmed: 600_000, unknown: 60_000, unavailable: 15_000, unverified: 0 } as const;
const mostKept = 2_000;

interface Kept { readonly status: RegisterStatus; readonly until: number }

/**
 * The VAT Information Exchange System of the European Union by its REST interface: `GET {baseUrl}/ms/{state}/vat/{number}` answers `isValid` and, where a
 * member state is away, `userError`. Other markets are not covered. An answer is kept for ten minutes, a silence for a quarter of one.
 */
export class ViesRegister extends TaxIdRegister {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly baseUrl: string) {
    super();
  }

  async check(country: string, official: string): Promise<RegisterStatus> {
    const isNorthernIrish = country === 'GB' && official.startsWith('XI');
    if (marketTax(country)?.scheme !== 'eu-vat-digital' && !isNorthernIrish) return 'unverified';
    const kept = this.kept.get(official);
    if (kept && kept.until > performance.now()) return kept.status;
    const status = await this.ask(official);
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(official, { status, until: performance.now() + keptForMilliseconds[status] });
    return status;
  }

  private async ask(official: string): Promise<RegisterStatus> {
    try {
      const url = `${this.baseUrl}/ms/${encodeURIComponent(official.slice(0, 2))}/vat/${encodeURIComponent(official.slice(2))}`;
      const response = await fetch(url, { signal: AbortSignal.timeout(timeOutMilliseconds), headers: { accept: 'application/json' } });
      return response.ok ? statusOf(await response.json()) : 'unavailable';
    } catch {
      return 'unavailable';
    }
  }
}

/** Only a plain yes or no counts; `MS_UNAVAILABLE`, `TIMEOUT` and the like come with `isValid: false`, which is not a no. */
function statusOf(answer: unknown): RegisterStatus {
  const { isValid, userError } = (answer ?? {}) as { isValid?: unknown; userError?: unknown };
  if (isValid === true) return 'confirmed';
  return isValid === false && (userError === undefined || userError === 'INVALID') ? 'unknown' : 'unavailable';
}
