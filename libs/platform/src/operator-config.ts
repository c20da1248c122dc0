/** Who runs the marketplace, as its invoices name it. */
export interface OperatorConfig {
  readonly name: string;
  /** Street, postal code and place, a line each. */
  readonly addressLines: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly email: string;
  /** Number for value added tax, with its country's letters before it. */
  readonly vatId: string | undefined;
  /** Of the One Stop Shop: `EU372000041`. */
  readonly ossNumber: string | undefined;
  /** In a register of companies. */
  readonly registration: string | undefined;
  /** Address in the Peppol network, scheme first: `9931:EE100931558`. */
  readonly peppolId: string | undefined;
  /** Under which the taxes of parcels from abroad are collected at sale, by market and `EU` for the Import One-Stop Shop: customs forms state them. */
  readonly importNumbers?: Readonly<Record<string, string>> | undefined;
}

interface Reading {
  readonly text: (name: string) => string | undefined;
  readonly fault: (sentence: string) => void;
}

/** Says on each invoice what it is. No tax office gave its numbers. */
const demoOperator: OperatorConfig = {
  name: 'Silkport demo operator', addressLines: ['Demonstration only: no registered office'], country: 'CN', email: 'invoices@silkport.example', vatId: 'CNDEMO0000', ossNumber: undefined,
  registration: 'DEMO-0000', peppolId: '0088:0000000000000',
  importNumbers: { EU: 'IMDEMO0000', GB: 'GBDEMO0000', NO: 'VOECDEMO0000', AU: 'AUDEMO0000', NZ: 'NZDEMO0000', SG: 'SGDEMO0000' },
};

const names = ['OPERATOR_NAME', 'OPERATOR_ADDRESS', 'OPERATOR_COUNTRY', 'OPERATOR_EMAIL', 'OPERATOR_VAT_ID', 'OPERATOR_OSS_NUMBER', 'OPERATOR_REGISTRATION', 'OPERATOR_PEPPOL_ID', 'OPERATOR_IMPORT_NUMBERS'];

/** All of it, or the demo's: a real name beside the demo's numbers would be a false invoice. @param isLive whether buyers pay real money */
export function operatorConfig({ text, fault }: Reading, isLive: boolean): OperatorConfig {
  if (!names.some(text)) {
    if (isLive) fault('OPERATOR_NAME, OPERATOR_ADDRESS, OPERATOR_COUNTRY and OPERATOR_EMAIL are needed beside a live STRIPE_SECRET_KEY: they stand on every invoice.');
    return demoOperator;
  }
  const needed = (name: string) => {
    const value = text(name);
    if (!value) fault(`${name} is needed beside the other OPERATOR_ settings: it stands on every invoice.`);
    return value ?? '';
  };
  const country = needed('OPERATOR_COUNTRY').toUpperCase();
  const email = needed('OPERATOR_EMAIL');
  const vatId = text('OPERATOR_VAT_ID')?.replaceAll(/[\s.-]/g, '').toUpperCase();
  if (country && !/^[A-Z]{2}$/.test(country)) fault(`OPERATOR_COUNTRY must be a code of two letters (ISO 3166-1), not "${country}".`);
  if (email && !email.includes('@')) fault('OPERATOR_EMAIL must be an e-mail address.');
  if (vatId && !/^[A-Z]{2}[A-Z0-9]{2,}$/.test(vatId)) fault('OPERATOR_VAT_ID must begin with the two letters of its country, such as DE123456789.');
  const peppolId = text('OPERATOR_PEPPOL_ID');
  if (peppolId && !/^\d{4}:\S+$/.test(peppolId)) fault(`OPERATOR_PEPPOL_ID must be a scheme of four digits and an identifier, such as 9931:EE100931558, not "${peppolId}".`);
  const importNumbers = importNumbersOf(text('OPERATOR_IMPORT_NUMBERS') ?? '', fault);
  return {
    name: needed('OPERATOR_NAME'), addressLines: needed('OPERATOR_ADDRESS').split('|').map((line) => line.trim()).filter(Boolean), country, email, vatId,
    ossNumber: text('OPERATOR_OSS_NUMBER'), registration: text('OPERATOR_REGISTRATION'), peppolId, ...(importNumbers && { importNumbers }),
  };
}

/** `EU:IM3720000001,NO:VOEC2024567` */
function importNumbersOf(setting: string, fault: Reading['fault']): Readonly<Record<string, string>> | undefined {
  if (!setting) return undefined;
  const pairs = setting.split(',').map((pair) => /^\s*([A-Z]{2}):([A-Z0-9-]{4,30})\s*$/.exec(pair));
  if (pairs.some((pair) => pair === null)) fault(`OPERATOR_IMPORT_NUMBERS must be markets with numbers, such as EU:IM3720000001,NO:VOEC2024567, not "${setting}".`);
  return Object.fromEntries(pairs.flatMap((pair) => (pair ? [[pair[1], pair[2]]] : [])));
}
