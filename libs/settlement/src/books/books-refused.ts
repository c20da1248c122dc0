/** An event's amounts contradict each other: nothing is posted until a person has looked, for the books would hide it. */
export class BooksRefused extends Error {
  constructor(reference: string, why: string) {
    super(`Cannot post ${reference}: ${why}`);
  }
}
