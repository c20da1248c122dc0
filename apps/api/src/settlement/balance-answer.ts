import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import type { MerchantBalance } from '@silkport/settlement';
import { MoneyAnswer } from '../http/money-answer.js';

export class MaturingAnswer {
  @ApiProperty({ format: 'date', description: 'The day (UTC) on which the hold ends.' }) date: string;
  @ApiProperty() amount: MoneyAnswer;
}

export class BalanceAnswer {
  @ApiProperty({ example: 'CNY' }) currency: string;
  @ApiProperty({ description: 'What a pay-out of now would be; below zero where refunds are still to be earned back.' }) available: MoneyAnswer;
  @ApiProperty({ type: [MaturingAnswer], description: 'Sales in their hold.' }) maturing: MaturingAnswer[];
  @ApiProperty({ description: 'Held back, and set free when its time is over.' }) reserve: MoneyAnswer;
  @ApiProperty({ description: 'Of pay-outs that are made and not yet confirmed.' }) onItsWay: MoneyAnswer;
}

export class BalancesAnswer {
  @ApiProperty({ type: [BalanceAnswer] }) items: BalanceAnswer[];
}

export function balanceAnswer({ currency, available, maturing, reserve, onItsWay }: MerchantBalance): BalanceAnswer {
  return {
    currency, available: toWireMoney(available), maturing: maturing.map(({ date, amount }) => ({ date, amount: toWireMoney(amount) })),
    reserve: toWireMoney(reserve), onItsWay: toWireMoney(onItsWay),
  };
}
