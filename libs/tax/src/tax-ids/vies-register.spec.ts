import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NoTaxIdRegister } from './no-tax-id-register.js';
import { ViesRegister } from './vies-register.js';

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: string[];
let register: ViesRegister;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  register = new ViesRegister(`http://127.0.0.1:${(server.address() as AddressInfo).port}/rest-api`);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const answering = (status: number, body: unknown) => (answer = (_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)));

describe('the register of the European Union', () => {
  it('confirms a number, asked under the prefix that it officially has', async () => {
    answering(200, { isValid: true, userError: 'VALID' });
    expect(await register.check('GR', 'EL094259216')).toBe('confirmed');
    expect(asked).toEqual(['/rest-api/ms/EL/vat/094259216']);
  });

  it('is asked once in ten minutes for a number', async () => {
    answering(200, { isValid: true });
    await register.check('DE', 'DE136695976');
    await register.check('DE', 'DE136695976');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['unknown', 200, { isValid: false, userError: 'INVALID' }], ['unavailable', 200, { isValid: false, userError: 'MS_UNAVAILABLE' }], ['unavailable', 200, { isValid: false, userError: 'MS_MAX_CONCURRENT_REQ' }],
    ['unavailable', 503, {}], ['unavailable', 200, 'gone'], ['unavailable', 200, null],
  ] as const)('is %s for %s %j', async (status, code, body) => {
    answering(code, body);
    expect(await register.check('DE', 'DE136695976')).toBe(status);
  });

  it('is unavailable when nobody answers, and when the answer takes too long', async () => {
    answer = () => undefined;
    expect(await register.check('DE', 'DE136695976')).toBe('unavailable');
    server.closeAllConnections();
    server.close();
    expect(await register.check('FR', 'FR40303265045')).toBe('unavailable');
  }, 10_000);

  it('asks for Northern Ireland, and for nobody outside the Union', async () => {
    answering(200, { isValid: true });
    expect([await register.check('GB', 'XI980780684'), await register.check('GB', 'GB980780684'), await register.check('KZ', '940140000385')]).toEqual(['confirmed', 'unverified', 'unverified']);
    expect(asked).toHaveLength(1);
  });
});

describe('no register', () => {
  it('leaves the form as the only check, but where real money is charged in the Union', async () => {
    expect(await new NoTaxIdRegister(false).check('DE')).toBe('unverified');
    expect(await new NoTaxIdRegister(true).check('DE')).toBe('unavailable');
    expect(await new NoTaxIdRegister(true).check('KZ')).toBe('unverified');
  });
});
