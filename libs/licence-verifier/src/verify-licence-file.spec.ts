import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { verifyLicenceFile, type Licence, type LicenceCheck, type LicenceMemory, type Remembered } from './verify-licence-file.js';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
const keyId = createHash('sha256').update(raw).digest('hex').slice(0, 16);
const publicKeys = { [keyId]: raw.toString('base64url') };
const at = (time: string) => Date.parse(time);

const licence: Licence = {
  issuer: 'https://silkport.example', licence: 'licence-1', product: 'product-1', variant: 'variant-1', machine: 'machine-0001', seats: 2, features: ['陶瓷', 'pro'],
  issued: '2026-11-01T00:00:00.000Z', notBefore: '2026-11-01T00:00:00.000Z', expires: '2026-12-01T00:00:00.000Z', sequence: 3,
};
const check: LicenceCheck = { publicKeys, product: 'product-1', machine: 'machine-0001', now: at('2026-11-15T00:00:00Z') };

function fileOf(given: Partial<Licence> = {}, signer = privateKey): string {
  const bytes = `silkport-licence.v1.${keyId}.${Buffer.from(JSON.stringify({ ...licence, ...given })).toString('base64url')}`;
  return `${bytes}.${sign(null, Buffer.from(bytes), signer).toString('base64url')}\n`;
}

function aMemory(): LicenceMemory & { kept: Map<string, Remembered> } {
  const kept = new Map<string, Remembered>();
  return { kept, read: (id) => Promise.resolve(kept.get(id)), write: (id, remembered) => Promise.resolve(void kept.set(id, remembered)) };
}

describe('a licence file', () => {
  it('proves what it says, from its first instant to the last', async () => {
    expect(await verifyLicenceFile(fileOf(), check)).toEqual({ valid: true, licence });
    expect(await verifyLicenceFile(fileOf(), { ...check, now: at(licence.expires) - 1 })).toMatchObject({ valid: true });
    expect(await verifyLicenceFile(fileOf(), { ...check, now: at(licence.expires) })).toEqual({ valid: false, code: 'expired' });
    expect(await verifyLicenceFile(fileOf(), { ...check, now: at(licence.notBefore) - 4 * 60_000 })).toMatchObject({ valid: true });
    expect(await verifyLicenceFile(fileOf(), { ...check, now: at(licence.notBefore) - 6 * 60_000 })).toEqual({ valid: false, code: 'not_valid_yet' });
  });

  it('is worth nothing for another machine, another product, or by another signer', async () => {
    expect(await verifyLicenceFile(fileOf(), { ...check, machine: 'machine-0002' })).toEqual({ valid: false, code: 'wrong_machine' });
    expect(await verifyLicenceFile(fileOf(), { ...check, product: 'product-2' })).toEqual({ valid: false, code: 'wrong_product' });
    expect(await verifyLicenceFile(fileOf(), { ...check, publicKeys: {} })).toEqual({ valid: false, code: 'unknown_signer' });
    expect(await verifyLicenceFile(fileOf({}, generateKeyPairSync('ed25519').privateKey), check)).toEqual({ valid: false, code: 'forged' });
  });

  it('is refused with any character changed, anywhere', async () => {
    const genuine = fileOf().trim();
    await fc.assert(fc.asyncProperty(fc.nat(genuine.length - 1), fc.constantFrom(...'Aa0-_.g'), async (place, character) => {
      fc.pre(genuine[place] !== character);
      const changed = genuine.slice(0, place) + character + genuine.slice(place + 1);
      // The last character of 86 has four bits that mean nothing: the same signature may be written in two ways.
      fc.pre(!Buffer.from(changed.split('.').at(-1) ?? '', 'base64url').equals(Buffer.from(genuine.split('.').at(-1) ?? '', 'base64url')) || place < genuine.lastIndexOf('.'));
      expect((await verifyLicenceFile(changed, check)).valid).toBe(false);
    }), { numRuns: 150 });
  });

  it('is refused, and nothing thrown, whatever else is given for it', async () => {
    for (const text of ['', 'silkport-licence.v1', fileOf().slice(0, -3), fileOf().replace('v1', 'v2'), `${fileOf()}${fileOf()}`]) {
      expect(await verifyLicenceFile(text, check)).toEqual({ valid: false, code: 'malformed' });
    }
    expect(await verifyLicenceFile(fileOf().replace(keyId, '0123456789abcdef'), { ...check, publicKeys: { ...publicKeys, '0123456789abcdef': publicKeys[keyId] ?? '' } })).toEqual({ valid: false, code: 'forged' });
  });
});

describe('the memory', () => {
  it('tells a clock that was set back, until the real time has come again', async () => {
    const memory = aMemory();
    const times = ['2026-11-20T00:00:00Z', '2026-12-24T00:00:00Z', '2026-11-20T00:01:00Z', '2026-12-23T23:58:00Z'];
    const verdicts = [];
    for (const time of times) verdicts.push(await verifyLicenceFile(fileOf(), { ...check, memory, now: at(time) }));
    expect(verdicts.map((verdict) => verdict.valid || verdict.code)).toEqual([true, 'expired', 'clock_set_back', 'expired']);
    expect(memory.kept.get('licence-1')).toEqual({ seenAt: at(licence.expires), sequence: 3 });
  });

  it('of a clock that was wrong for a moment goes no further than the file, and a newer file sets it right', async () => {
    const memory = aMemory();
    const look = async (file: string, time: string) => { const verdict = await verifyLicenceFile(file, { ...check, memory, now: at(time) }); return verdict.valid || verdict.code; };
    expect(await look(fileOf(), '2038-01-01T00:00:00Z')).toBe('expired');
    expect(await look(fileOf(), '2026-11-16T00:00:00Z')).toBe('clock_set_back');
    const newer = fileOf({ sequence: 4, issued: '2026-11-16T00:00:00.000Z', notBefore: '2026-11-16T00:00:00.000Z', expires: '2026-12-16T00:00:00.000Z' });
    expect(await look(newer, '2026-11-15T23:00:00Z')).toBe('not_valid_yet');
    expect(await look(newer, '2026-11-16T00:10:00Z')).toBe(true);
    expect(memory.kept.get('licence-1')).toEqual({ seenAt: at('2026-11-16T00:10:00Z'), sequence: 4 });
    expect(await look(newer, '2026-11-16T00:02:00Z')).toBe('clock_set_back');
    expect(await look(fileOf(), '2026-11-16T00:10:00Z')).toBe('replaced');
  });

  it('tells a file that a newer one has replaced', async () => {
    const memory = aMemory();
    expect(await verifyLicenceFile(fileOf({ sequence: 4, features: [] }), { ...check, memory })).toMatchObject({ valid: true });
    expect(await verifyLicenceFile(fileOf(), { ...check, memory })).toEqual({ valid: false, code: 'replaced' });
  });

  it('is written by genuine files of this machine only', async () => {
    const memory = aMemory();
    await verifyLicenceFile(fileOf({ sequence: 9 }, generateKeyPairSync('ed25519').privateKey), { ...check, memory });
    await verifyLicenceFile(fileOf({ machine: 'machine-0002', sequence: 9 }), { ...check, memory });
    expect(memory.kept.size).toBe(0);
  });
});
