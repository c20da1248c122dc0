import { newId } from '@silkport/values';
import { trialEmail, trialMarks } from './trial-holders.js';

describe('the address that a trial is known by', () => {
  it.each([
    [' Aigerim@Example.KZ ', 'aigerim@example.kz'], ['aigerim+loom@example.kz', 'aigerim@example.kz'], ['ai.gerim@example.kz', 'ai.gerim@example.kz'],
    ['Ai.Gerim+2@gmail.com', 'aigerim@gmail.com'], ['aigerim@googlemail.com', 'aigerim@gmail.com'], ['+note@example.kz', '+note@example.kz'], ['no address', 'no address'],
  ])('of %s is %s', (given, kept) => {
    expect(trialEmail(given)).toBe(kept);
    expect(trialEmail(kept)).toBe(kept);
  });
});

describe('what a buyer is known by', () => {
  it('is all that there is of them, always in the same order, and no address', () => {
    const personId = newId();
    const marks = trialMarks({ email: 'A+1@example.kz', personId, card: 'print' });
    expect(marks.map(({ holder }) => holder)).toEqual(['account', 'card', 'email']);
    expect(marks[2]).toEqual(trialMarks({ email: 'a@example.kz' })[0]);
    expect(JSON.stringify(marks)).not.toContain('example');
    expect(trialMarks({ personId: null, email: '' })).toEqual([]);
  });
});
