import { ApiProperty } from '@nestjs/swagger';
import type { StartedSession } from '@silkport/identity';
import { PersonAnswer, personAnswer } from './person-answer.js';

export class SessionAnswer {
  @ApiProperty({ description: 'Send it as `Authorization: Bearer …`.' }) token: string;
  @ApiProperty({ format: 'date-time' }) expiresAt: string;
  @ApiProperty() person: PersonAnswer;
}

export function sessionAnswer({ token, expiresAt, principal }: StartedSession): SessionAnswer {
  return { token, expiresAt: expiresAt.toISOString(), person: personAnswer(principal) };
}
