import { ApiProperty } from '@nestjs/swagger';

/** The same whether or not the e-mail has an account: the mail tells its owner. */
export class SignUpAnswer {
  @ApiProperty({ description: 'Where the confirmation link was sent.', example: 'aigerim@example.kz' }) email: string;
}
