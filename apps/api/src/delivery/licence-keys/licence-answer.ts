import { ApiProperty } from '@nestjs/swagger';
import { licenceCodes, type ActivatedMachine, type LicenceCode, type LicenceFile, type LicenceVerdict, type LicenceView, type MachineView } from '@silkport/delivery';

export class NonceAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'As it was sent.', example: '9f1c' }) nonce: string | null;
}

export class LicenceStandingAnswer {
  @ApiProperty({ format: 'uuid', description: 'The key’s id, as licence files have it.' }) id: string;
  @ApiProperty({ format: 'uuid' }) product: string;
  @ApiProperty({ format: 'uuid' }) variant: string;
  @ApiProperty({ type: 'integer', description: 'Of the seats that were bought together, from 1 on.', example: 1 }) seat: number;
  @ApiProperty({ type: [String], example: ['pro'] }) features: readonly string[];
  @ApiProperty({ type: 'integer', description: 'Machines that have a place now.', example: 1 }) machines: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null for any number.', example: 3 }) maxMachines: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null for ever.' }) expiresAt: string | null;
}

export class LicenceVerdictAnswer extends NonceAnswer {
  @ApiProperty({ description: 'Whether the program may run.' }) valid: boolean;
  @ApiProperty({ enum: licenceCodes, example: 'valid' }) code: LicenceCode;
  @ApiProperty({ type: LicenceStandingAnswer, nullable: true, description: 'Null of an unknown key.' }) licence: LicenceStandingAnswer | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the machine that was named will be dead unless it is heard of.' }) aliveUntil: string | null;
}

export class ActivatedAnswer extends NonceAnswer {
  @ApiProperty({ format: 'uuid' }) licence: string;
  @ApiProperty({ format: 'uuid' }) machine: string;
  @ApiProperty({ type: [String], example: ['pro'] }) features: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true, example: 3 }) maxMachines: number | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) expiresAt: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) aliveUntil: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) leasedUntil: string | null;
}

export class HeardAnswer extends NonceAnswer {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Be heard of again before then; null where nobody listens.' }) aliveUntil: string | null;
}

export class DeactivatedAnswer extends NonceAnswer {
  @ApiProperty({ description: 'Whether it had a place until now.' }) wasActive: boolean;
}

export class LicenceFileAnswer {
  @ApiProperty({ description: 'One line of text, signed; the verifier is libs/licence-verifier.', example: 'silkport-licence.v1.…' }) file: string;
  @ApiProperty({ example: '019aaf3c-0000-7000-8000-000000000000.1.licence' }) fileName: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty({ type: 'integer', description: 'Counts the files of the licence.', example: 1 }) sequence: number;
}

export class SignedLicenceFileAnswer extends LicenceFileAnswer {
  @ApiProperty({ type: String, nullable: true, description: 'As it was sent.', example: '9f1c' }) nonce: string | null;
}

export class MachineAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() fingerprint: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ type: String, nullable: true }) platform: string | null;
  @ApiProperty({ format: 'date-time' }) activatedAt: string;
  @ApiProperty({ format: 'date-time' }) seenAt: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) leasedUntil: string | null;
}

export class MachinesAnswer {
  @ApiProperty({ type: [MachineAnswer] }) items: MachineAnswer[];
}

export class HeldLicenceAnswer {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'GLAZE-7KQ2M-0XV9R-3HJTD-WA8NC' }) key: string;
  @ApiProperty({ type: [String], example: ['pro'] }) features: readonly string[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'Null for any number.', example: 3 }) maxMachines: number | null;
  @ApiProperty({ description: 'Whether machines that are not heard of lose their places.' }) isFloating: boolean;
  @ApiProperty({ type: [MachineAnswer], description: 'Those that have a place now.' }) machines: MachineAnswer[];
}

export class HeldLicencesAnswer {
  @ApiProperty({ type: [HeldLicenceAnswer], description: 'Empty unless it is active.' }) items: HeldLicenceAnswer[];
}

export function verdictAnswer({ code, licence, aliveUntil }: LicenceVerdict, nonce: string | null): LicenceVerdictAnswer {
  return {
    valid: code === 'valid', code, aliveUntil: wire(aliveUntil), nonce,
    licence: licence && {
      id: licence.licenceId, product: licence.productId, variant: licence.variantId, seat: licence.seat, features: licence.terms?.features ?? [], machines: licence.machines,
      maxMachines: licence.terms?.maxMachines ?? null, expiresAt: wire(licence.expiresAt),
    },
  };
}

export function activatedAnswer({ licenceId, machineId, features, maxMachines, expiresAt, aliveUntil, leasedUntil }: ActivatedMachine, nonce: string | null): ActivatedAnswer {
  return { licence: licenceId, machine: machineId, features, maxMachines, expiresAt: wire(expiresAt), aliveUntil: wire(aliveUntil), leasedUntil: wire(leasedUntil), nonce };
}

export function licenceFileAnswer({ expiresAt, ...file }: LicenceFile): LicenceFileAnswer {
  return { ...file, expiresAt: expiresAt.toISOString() };
}

export function machineAnswer({ activatedAt, seenAt, leasedUntil, ...machine }: MachineView): MachineAnswer {
  return { ...machine, activatedAt: activatedAt.toISOString(), seenAt: seenAt.toISOString(), leasedUntil: wire(leasedUntil) };
}

export function heldLicenceAnswer({ id, key, terms: { features, maxMachines, isFloating }, machines }: LicenceView): HeldLicenceAnswer {
  return { id, key, features, maxMachines, isFloating, machines: machines.map(machineAnswer) };
}

export function wire(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
