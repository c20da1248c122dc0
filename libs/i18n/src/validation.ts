import { ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { InvalidInput, type RefusedField } from './invalid-input.js';

/** Shape is checked in DTOs: unknown fields are refused, and every refusal names its field and rule. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true, whitelist: true, forbidNonWhitelisted: true, stopAtFirstError: true, validationError: { target: true },
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => refusedFields(error))),
  });
}

function refusedFields(error: ValidationError, path = ''): RefusedField[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.keys(error.constraints ?? {}).slice(0, 1).map((rule) => ({ field, rule, params: paramsOf(error, rule) }));
  return [...own, ...(error.children ?? []).flatMap((child) => refusedFields(child, field))];
}

/** The numbers of a rule (`max: 99`), which class-validator keeps only inside its English sentence and its metadata. */
function paramsOf(error: ValidationError, rule: string): Record<string, string | number> {
  if (!error.target) return {};
  const metadata = getMetadataStorage()
    .getTargetValidationMetadatas(error.target.constructor, '', false, false)
    .find((each) => each.propertyName === error.property && (each.name === rule || each.type === rule));
  const [first, second] = (metadata?.constraints ?? []) as unknown[];
  const params: Record<string, string | number> = {};
  if (rule === 'isLength') return { min: Number(first ?? 0), max: Number(second ?? 0) };
  if (typeof first === 'number' || typeof first === 'string') params.limit = first;
  if (Array.isArray(first)) params.choices = first.join(', ');
  return params;
}
