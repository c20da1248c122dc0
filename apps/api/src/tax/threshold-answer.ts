import { ApiProperty } from '@nestjs/swagger';
import { toWireMoney } from '@silkport/pricing';
import type { ThresholdView } from '@silkport/tax';
import { MoneyAnswer } from '../http/money-answer.js';

const counted = ['all', 'consumers', 'worldwide'] as const;
const windows = ['12-months', 'calendar-year', 'year-before-last'] as const;

/** One registration threshold; a place with several asks for all of them to be exceeded. */
export class ThresholdAnswer {
  @ApiProperty({ description: 'Country/region, or its province.', example: 'SG' }) place: string;
  @ApiProperty({ enum: counted, description: 'Which supplies count: all to the place, those to consumers there, or the whole world’s.' }) counts: ThresholdView['counts'];
  @ApiProperty({ enum: windows }) window: ThresholdView['window'];
  @ApiProperty({ type: MoneyAnswer, description: 'Without tax, less refunds.' }) turnover: MoneyAnswer;
  @ApiProperty({ type: MoneyAnswer }) limit: MoneyAnswer;
  @ApiProperty({ type: [String], description: 'Currencies without a rate today: turnover in them is not in the sum.', example: [] }) uncounted: string[];
  @ApiProperty({ description: 'Whole percent of the limit.', example: 42 }) sharePct: number;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day on which all thresholds of the place were found exceeded; tax is charged since. Null before.' }) liableSince: string | null;
  @ApiProperty({ example: 'GST Act 1993, schedule 1A: consumers in Singapore' }) source: string;
  @ApiProperty({ description: 'How far the figure is to be trusted.', example: 'high' }) confidence: string;
}

export class ThresholdsAnswer {
  @ApiProperty({ type: [ThresholdAnswer] }) items: ThresholdAnswer[];
}

export function thresholdsAnswer(views: readonly ThresholdView[]): ThresholdsAnswer {
  return {
    items: views.map(({ place, counts, window, turnover, limit, uncounted, sharePct, liableSince, source, confidence }) => ({
      place, counts, window, turnover: toWireMoney(turnover), limit: toWireMoney(limit), uncounted: [...uncounted], sharePct, liableSince, source, confidence,
    })),
  };
}
