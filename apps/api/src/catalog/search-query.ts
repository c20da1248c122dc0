import { ApiProperty } from '@nestjs/swagger';
import { PlainText } from '../http/code-text.js';
import { MaxLength } from 'class-validator';
import { ProductPageQuery } from './product-query.js';

export class SearchQuery extends ProductPageQuery {
  @ApiProperty({ maxLength: 200, description: 'Words in any language.', example: '跨境电商' })
  @MaxLength(200) @PlainText()
  q: string;
}
