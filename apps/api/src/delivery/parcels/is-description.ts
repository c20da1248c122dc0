import { ValidateBy } from 'class-validator';

const language = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;
const plain = /^(?=.*\S)\P{Cc}{1,200}$/u;

/** Texts by language (BCP 47), English among them, twenty at most: any Unicode without control characters, up to 200 characters each. */
export const IsDescription = (): PropertyDecorator => ValidateBy({ name: 'matches', validator: { validate: isDescription } });

function isDescription(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return 'en' in value && entries.length <= 20 && entries.every(([tag, text]) => language.test(tag) && typeof text === 'string' && plain.test(text));
}
