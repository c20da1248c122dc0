import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { Phrases, type MessageFolder } from './phrases.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

@Module({})
export class I18nModule {
  static forRoot(folders: readonly MessageFolder[]): DynamicModule {
    return {
      module: I18nModule,
      global: true,
      providers: [
        { provide: Phrases, useValue: new Phrases(folders) },
        ProblemFilter,
        { provide: APP_FILTER, useExisting: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
      ],
      exports: [Phrases, ProblemFilter],
    };
  }
}
