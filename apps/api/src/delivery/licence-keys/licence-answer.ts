import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { licenceCodes, type ActivatedMachine, type LicenceCode, type LicenceFile, type LicenceVerdict, type LicenceView, type MachineView } from '@silkport/delivery';

/** The question in each signed answer, so that it is the answer to no other. */
export class QuestionAnswer {
  @ApiProperty({ description: 'The last part of the address that was called.', example: 'verify' }) call: string;
  @ApiProperty({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the key as it was sent, in UTF-8.' }) keySha256: string;
  @ApiProperty({ description: 'As it was sent.' }) product: string;
  @ApiProperty({ type: String, nullable: true, description: 'As it was sent; null where none was.' }) fingerprint: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'As it was sent.', example: '9f1c' }) nonce: string | null;
}

export class LicenceStandingAnswer {
  @ApiProperty({ format: 'uuid', description: 'The key’s id, as licence files have it.' }) id: string;
  @ApiProperty({ format: 'uuid' }) product: string;
  @ApiProperty({ format: 'uuid' }) variant: string;
  @ApiProperty({ type: 'integer', description: 'Of the seats that were bought together, from 1 on.', example: 1 }) seat: number;
  @ApiProperty({ type: [String], example: ['pro'] }) features: readonly string[];
  @ApiProperty({ type: 'integer', description: 'Places that are taken now.', example: 1 }) machines: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null for any number.', example: 3 }) maxMachines: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for ever.' }) expiresAt: string | null;
}

export class LicenceVerdictAnswer {
  @ApiProperty({ description: 'Whether the program may run.' }) valid: boolean;
  @ApiProperty({ enum: licenceCodes, example: 'valid' }) code: LicenceCode;
  @ApiProperty({ type: LicenceStandingAnswer, nullable: true, description: 'Null of an unknown key.' }) licence: LicenceStandingAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the machine that was named will be dead unless it is heard of.' }) aliveUntil: string | null;
}

export class ActivatedAnswer {
  @ApiProperty({ format: 'uuid' }) licence: string;
  @ApiProperty({ format: 'uuid' }) machine: string;
  @ApiProperty({ type: [String], example: ['pro'] }) features: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true, example: 3 }) maxMachines: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) aliveUntil: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) leasedUntil: string | null;
}

export class HeardAnswer {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Be heard of again before then; null where nobody listens.' }) aliveUntil: string | null;
}

export class DeactivatedAnswer {
  @ApiProperty({ description: 'Whether it was active until now.' }) wasActive: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its place is free for another machine: at the end of its last licence file. Null where it is free.' }) freeAt: string | null;
}

export class LicenceFileAnswer {
  @ApiProperty({ description: 'One line of text, signed; the verifier is libs/licence-verifier.', example: 'silkport-licence.v1.…' }) file: string;
  @ApiProperty({ example: '019aaf3c-0000-7000-8000-000000000000.1.licence' }) fileName: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: 'integer', description: 'Counts the files of the licence.', example: 1 }) sequence: number;
}

export class SignedVerdictAnswer extends IntersectionType(LicenceVerdictAnswer, QuestionAnswer) {}
export class SignedActivatedAnswer extends IntersectionType(ActivatedAnswer, QuestionAnswer) {}
export class SignedHeardAnswer extends IntersectionType(HeardAnswer, QuestionAnswer) {}
export class SignedDeactivatedAnswer extends IntersectionType(DeactivatedAnswer, QuestionAnswer) {}
export class SignedLicenceFileAnswer extends IntersectionType(LicenceFileAnswer, QuestionAnswer) {}

export class MachineAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null of a machine of whoever had the seat before, as are its name and platform.' }) fingerprint: string | null;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ type: String, nullable: true }) platform: string | null;
  @ApiProperty({ format: 'date-time' }) activatedAt: string;
  @ApiProperty({ format: 'date-time' }) seenAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) leasedUntil: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of a machine that was deactivated: when its last licence file ends, and its place is free. Null of one that is active.' }) freeAt: string | null;
  @ApiProperty({ description: 'Whether it is one of whoever had the seat before: it keeps its place until its licence file ends.' }) isFormer: boolean;
}

export class MachinesAnswer {
  @ApiProperty({ type: [MachineAnswer] }) items: MachineAnswer[];
}

export class HeldLicenceAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'GLAZE-7KQ2M-0XV9R-3HJTD-WA8NC' }) key: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when whoever had the seat before knows the key, too: there was no other one to give.' }) knownAt: string | null;
  @ApiProperty({ type: [String], example: ['pro'] }) features: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null for any number.', example: 3 }) maxMachines: number | null;
  @ApiProperty({ description: 'Whether machines that are not heard of lose their places.' }) isFloating: boolean;
  @ApiProperty({ type: [MachineAnswer], description: 'Those that take a place now.' }) machines: MachineAnswer[];
}

export class HeldLicencesAnswer {
  @ApiProperty({ type: [HeldLicenceAnswer], description: 'Empty unless it is active.' }) items: HeldLicenceAnswer[];
}

export function verdictAnswer({ code, licence, aliveUntil }: LicenceVerdict): LicenceVerdictAnswer {
  return {
    valid: code === 'valid', code, aliveUntil: wire(aliveUntil),
    licence: licence && {
      id: licence.licenceId, product: licence.productId, variant: licence.variantId, seat: licence.seat, features: licence.terms?.features ?? [], machines: licence.machines,
      maxMachines: licence.terms?.maxMachines ?? null, expiresAt: wire(licence.expiresAt),
    },
  };
}

export function activatedAnswer({ licenceId, machineId, features, maxMachines, expiresAt, aliveUntil, leasedUntil }: ActivatedMachine): ActivatedAnswer {
  return { licence: licenceId, machine: machineId, features, maxMachines, expiresAt: wire(expiresAt), aliveUntil: wire(aliveUntil), leasedUntil: wire(leasedUntil) };
}

export function licenceFileAnswer({ expiresAt, ...file }: LicenceFile): LicenceFileAnswer {
  return { ...file, expiresAt: expiresAt.toISOString() };
}

export function machineAnswer({ activatedAt, seenAt, leasedUntil, freeAt, ...machine }: MachineView): MachineAnswer {
  return { ...machine, activatedAt: activatedAt.toISOString(), seenAt: seenAt.toISOString(), leasedUntil: wire(leasedUntil), freeAt: wire(freeAt) };
}

export function heldLicenceAnswer({ id, key, knownAt, terms: { features, maxMachines, isFloating }, machines }: LicenceView): HeldLicenceAnswer {
  return { id, key, knownAt: wire(knownAt), features, maxMachines, isFloating, machines: machines.map(machineAnswer) };
}

export function wire(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
