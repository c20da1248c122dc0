import { OmitType } from '@nestjs/swagger';
import { ActivationDto } from './licence.dto.js';

/** A machine as its licence's holder names it: what was bought says which key and which product. */
export class HeldMachineDto extends OmitType(ActivationDto, ['key', 'product', 'nonce'] as const) {}
