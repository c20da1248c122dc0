import type { Deliverable } from './deliverable.js';

const encoder = new TextEncoder();

/** A text as a UTF-8 file. */
export function textFile(fileName: string, contentType: string, title: string, text: string): Deliverable {
  return { fileName, contentType, title, bytes: encoder.encode(text) };
}

/** A value as an indented JSON file, ended by a newline. */
export function jsonFile(fileName: string, title: string, value: unknown, contentType = 'application/json'): Deliverable {
  return textFile(fileName, contentType, title, `${JSON.stringify(value, null, 2)}\n`);
}
